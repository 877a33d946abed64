//! Whether bytes are a mail, told by what they hold: its first lines are headers, and some of them a mail's own.

/// Headers that mails have and other files hardly.
const OWN: [&str; 9] =
    ["from", "to", "date", "subject", "received", "return-path", "message-id", "mime-version", "delivered-to"];

/// So many of them make a mail.
const ENOUGH: usize = 2;

/// Whether the beginning of a file is that of a mail. It is asked of every file that is dropped, in the first load.
pub fn is_mail(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut own = 0;
    for (at, line) in head.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let is_folded = at > 0 && matches!(line.first(), Some(b' ' | b'\t'));
        // A mailbox's own first line.
        let is_envelope = at == 0 && line.starts_with(b"From ");
        if is_folded || is_envelope {
            continue;
        }
        let Some(name) = line.split(|byte| *byte == b':').next().filter(|name| name.len() < line.len()) else {
            break;
        };
        if name.is_empty() || !name.iter().all(|byte| byte.is_ascii_graphic()) {
            break;
        }
        own += usize::from(OWN.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name)));
    }
    own >= ENOUGH
}
