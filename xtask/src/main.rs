//! The project's own commands: `cargo xtask serve`, `dist` and `test`.
//!
//! They need nothing but rustup's cargo. Whatever else is missing they install,
//! say so while they do, and find it again the next time.

mod assets;
mod bench;
mod browser;
mod crash_script;
mod dependencies;
mod dist;
mod floors;
mod method;
mod report;
mod run;
mod seal;
mod serve;
mod sheets;
mod source;
mod split;
mod test;
mod tidy;
mod tools;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  serve [--no-open] [trunk options]
        builds the page, serves it on 127.0.0.1 and rebuilds it on every change;
        anything further goes to `trunk serve`, e.g. --release, --port 8081
  dist  builds the release into dist/ and checks its size
  test  [--soak] [--only lint|native|browser|e2e]
        everything that is checked before a change goes in;
        --soak runs the long random tests longer
  tidy  the house rules alone: floors, style sheets, documentation
  assets
        makes the texts and style sheets that travel with pages; Trunk calls it
  bench says how long the analysis takes, natively and in the browser's release build";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, rest)) = args.split_first() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    // The workspace root is where every command expects to be.
    let Some(root) = Path::new(env!("CARGO_MANIFEST_DIR")).parent() else {
        eprintln!("error: xtask is not inside the workspace it was built in");
        return ExitCode::FAILURE;
    };
    if let Err(error) = std::env::set_current_dir(root) {
        eprintln!("error: cannot enter {}: {error}", root.display());
        return ExitCode::FAILURE;
    }
    let result = match command.as_str() {
        "serve" => serve::serve(rest),
        "dist" if rest.is_empty() => dist::dist(),
        "assets" if rest.is_empty() => assets::assets(),
        "bench" if rest.is_empty() => bench::bench(),
        "tidy" if rest.is_empty() => tidy::tidy(Path::new(".")),
        "test" => match test::Options::parse(rest) {
            Ok(options) => test::test(&options),
            Err(problem) => {
                eprintln!("error: {problem}\n\n{USAGE}");
                return ExitCode::from(2);
            }
        },
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("error: no such command: {}\n\n{USAGE}", args.join(" "));
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
