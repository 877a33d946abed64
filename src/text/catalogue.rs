//! The texts of one language, room by room as they come.

use std::sync::OnceLock;

use super::{ENGLISH_SHELL, Key, Language, Room};

/// The texts of a room, in the order of its keys.
type Texts = Box<[&'static str]>;

/// What is there of every language. It is never freed: a page needs each of its few languages once,
/// and to its end.
static KNOWN: [[OnceLock<Texts>; Room::ALL.len()]; Language::ALL.len()] =
    [const { [const { OnceLock::new() }; Room::ALL.len()] }; Language::ALL.len()];

/// The texts of one language. It is passed around as a pointer.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue {
    language: Language,
    rooms: &'static [OnceLock<Texts>; Room::ALL.len()],
}

/// What came is not the file of the room: some hosts answer every address with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongFile;

impl Catalogue {
    /// A language with the rooms that are here by now.
    pub fn of(language: Language) -> Self {
        let catalogue = Self { language, rooms: &KNOWN[language as usize] };
        if language == Language::English {
            catalogue.begin();
        }
        catalogue
    }

    /// English begins with what the page carries.
    #[cfg(target_arch = "wasm32")]
    fn begin(self) {
        let _ = self.take_in(Room::Shell, ENGLISH_SHELL.into());
    }

    /// Whoever isn't a page has all of English.
    #[cfg(not(target_arch = "wasm32"))]
    fn begin(self) {
        debug_assert!(super::ENGLISH.contains(&ENGLISH_SHELL), "the shell is a room");
        for (room, texts) in Room::ALL.into_iter().zip(super::ENGLISH) {
            let taken = self.take_in(room, texts.into());
            debug_assert_eq!(taken, Ok(()), "{}", room.name());
        }
    }

    /// Takes in a room's file as it is shipped: a text a line, in the order of the keys. A room that
    /// is here stays as it is.
    ///
    /// # Errors
    /// [`WrongFile`] if it doesn't hold as many texts as the room.
    pub fn take_in(self, room: Room, file: String) -> Result<(), WrongFile> {
        if self.has(room) {
            return Ok(());
        }
        if file.lines().count() != room.size() {
            return Err(WrongFile);
        }
        let file: &'static str = file.leak();
        self.rooms[room as usize].get_or_init(|| file.lines().collect());
        Ok(())
    }

    pub fn has(self, room: Room) -> bool {
        self.rooms[room as usize].get().is_some()
    }

    pub fn language(self) -> Language {
        self.language
    }

    /// The text of a key, its places still open; `None` as long as its room isn't here.
    pub fn get(self, key: Key) -> Option<&'static str> {
        let texts = self.rooms[key.room() as usize].get()?;
        texts.get(key.place()).copied()
    }
}

#[cfg(test)]
impl Catalogue {
    /// A language with all its rooms, read from where they are written.
    pub fn whole(language: Language) -> Self {
        let catalogue = Self::of(language);
        for room in Room::ALL {
            let read = |language: Language| {
                let (code, name) = (language.code(), room.name());
                let path = format!("{}/src/text/{code}/{name}.txt", env!("CARGO_MANIFEST_DIR"));
                std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
            };
            let texts = super::source::shipped(&read(Language::English), &read(language));
            assert_eq!(catalogue.take_in(room, texts), Ok(()), "{language:?} {}", room.name());
        }
        catalogue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_whole_and_each_key_finds_its_text() {
        let english = Catalogue::of(Language::English);
        assert!(Key::ALL.iter().all(|key| english.get(*key).is_some_and(|text| !text.is_empty())));
        assert_eq!(english.get(Key::Undo), Some("Undo"));
        assert_eq!(english.get(Key::DataTitle), Some("Data"));
    }

    #[test]
    fn a_room_that_is_not_here_has_no_texts_and_another_file_is_refused() {
        let rooms: &'static [OnceLock<Texts>; Room::ALL.len()] =
            Box::leak(Box::new([const { OnceLock::new() }; Room::ALL.len()]));
        let catalogue = Catalogue { language: Language::Persian, rooms };
        assert_eq!(catalogue.get(Key::DataTitle), None);
        assert_eq!(catalogue.take_in(Room::Data, "<!doctype html>\n<title>Not found</title>\n".into()), Err(WrongFile));
        assert!(!catalogue.has(Room::Data));

        let texts: String = (0..Room::Data.size()).map(|at| format!("text {at}\n")).collect();
        assert_eq!(catalogue.take_in(Room::Data, texts), Ok(()));
        assert_eq!(catalogue.get(Key::DataTitle), Some(format!("text {}", Key::DataTitle.place()).as_str()));
        assert_eq!(catalogue.get(Key::Undo), None, "it belongs to another room");
        // What is shown already doesn't change under the page.
        assert_eq!(catalogue.take_in(Room::Data, "other".into()), Ok(()));
        assert_eq!(catalogue.get(Key::DataTitle), Some(format!("text {}", Key::DataTitle.place()).as_str()));
    }
}
