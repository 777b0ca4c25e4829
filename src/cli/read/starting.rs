//! What a reader starts with: what is to be read, and the state before anything happened.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use super::Failure;
use super::files::{self, Beginning};
use crate::app::{Keymap, Start};
use crate::article::OpenFile;
use crate::cli::given::{self, Articles, Named};
use crate::cli::setup::Setup;
use crate::terminal;
use crate::text::Ambiguous;

/// What is to be read.
pub enum Input {
    /// One text: a file, or standard input. It needs no list beside it.
    File(Box<Beginning>),
    /// Standard input's text and its name.
    Text(String, Box<crate::article::Article>),
    /// Standard input's texts, each with its name, and what could not be read of it.
    Texts(Articles, Option<String>),
    /// Files and folders, and addresses.
    Paths(Named),
    /// The library.
    Library,
}

/// Refuses a terminal that draws no screens. Where there is none at all, that is said later.
pub fn check_terminal(term: Option<&str>) -> Result<(), Failure> {
    let instead = "pingdian show, list, search, annotate and export work without one";
    let wrong = match term {
        _ if cfg!(not(unix)) || !io::stdout().is_terminal() => return Ok(()),
        None | Some("") => "the terminal's kind is not known (TERM is not set)",
        Some("dumb") => "this terminal draws no screens (TERM is dumb)",
        Some(_) => return Ok(()),
    };
    let message = format!("{wrong}, and the reader needs one that does; {instead}");
    Err(Failure { message, status: 1 })
}

/// What the paths of the command line name.
pub fn input(setup: &Setup, paths: &[PathBuf]) -> Result<Input, Failure> {
    let options = setup.options();
    match paths {
        [] => Ok(Input::Library),
        [one] if given::is_piped(one) => {
            let (mut articles, notice) = given::piped(one, &options)?;
            match (articles.len(), notice) {
                (1, None) => {
                    let (uri, article) = articles.remove(0);
                    Ok(Input::Text(uri, Box::new(article)))
                }
                (_, notice) => Ok(Input::Texts(articles, notice)),
            }
        }
        [one] if one.is_file() => {
            let file = OpenFile::open(one, &options)?;
            if file.holds_several() {
                named(setup, paths)
            } else {
                Ok(Input::File(Box::new(files::beginning(one, file)?)))
            }
        }
        [one] if !one.exists() && given::address(one).is_none() => {
            let what = one.display();
            Err(Failure { message: format!("{what}: there is no such file or folder"), status: 1 })
        }
        several if several.iter().any(|path| given::is_piped(path)) => {
            Err(Failure::usage("standard input (-) and pipes are read alone, without other paths"))
        }
        several => named(setup, several),
    }
}

/// Files and folders, and addresses.
fn named(setup: &Setup, paths: &[PathBuf]) -> Result<Input, Failure> {
    let named = Named::of(paths.to_vec());
    if !named.addresses.is_empty() {
        given::may_fetch(setup)?;
    }
    Ok(Input::Paths(named))
}

/// What the state starts with.
pub fn start(setup: &Setup, keymap: Keymap, input: &Input, ambiguous: Ambiguous) -> Result<Start, Failure> {
    let mut session = [0; 12];
    getrandom::fill(&mut session).map_err(|error| Failure {
        message: format!("the system gives no random bytes: {error}"),
        status: 1,
    })?;
    let size = terminal::size()?;
    Ok(Start {
        configuration: Arc::new(setup.configuration.clone()),
        keymap,
        reader: setup.reader.clone(),
        screen: (size.width, size.height),
        ambiguous,
        session,
        scoped: !matches!(input, Input::Library),
        text_alone: matches!(input, Input::File(_) | Input::Text(..)),
        moving_on: false,
    })
}
