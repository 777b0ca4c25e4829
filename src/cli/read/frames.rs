//! Frames on the terminal, and the terminal given back and taken again.

use ratatui::Terminal;
use ratatui::layout::Size;

use super::Failure;
use crate::app::{State, ThemeSetting};
use crate::cli::setup::Setup;
use crate::terminal::{FrameBackend, Output, Session};
use crate::ui::{self, Theme, background_is_light};

/// The terminal as frames see it.
pub struct Frames {
    session: Session,
    terminal: Terminal<FrameBackend<Output>>,
    theme: Theme,
}

impl Frames {
    /// Frames on a terminal that has been taken.
    pub fn new(session: Session, setup: &Setup, ambiguous_known: bool) -> Result<Frames, Failure> {
        let mut backend = FrameBackend::new(Output::open()?);
        backend.set_ambiguous_known(ambiguous_known);
        if session.options().with_first_frame {
            backend.lead(&session.opening());
        }
        let terminal = Terminal::new(backend)?;
        Ok(Frames { session, terminal, theme: theme(setup.configuration.theme) })
    }

    /// Draws the state; what has not changed is not sent.
    pub fn draw(&mut self, state: &State) -> Result<(), Failure> {
        self.terminal.draw(|frame| ui::draw(frame, state, &self.theme))?;
        Ok(())
    }

    /// The configuration has another theme, or the same.
    pub fn set_theme(&mut self, setting: ThemeSetting) {
        self.theme = theme(setting);
    }

    /// The terminal has another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> Result<(), Failure> {
        self.terminal.backend_mut().set_size(Size::new(columns, rows));
        self.redraw()
    }

    /// The width of ambiguous characters need not be guarded against any more.
    pub fn ambiguous_known(&mut self) {
        self.terminal.backend_mut().set_ambiguous_known(true);
    }

    /// Draws everything anew with the next frame.
    pub fn redraw(&mut self) -> Result<(), Failure> {
        self.terminal.backend_mut().forget();
        Ok(self.terminal.clear()?)
    }

    /// Stops the program until it is continued.
    pub fn suspend(&mut self) -> Result<(), Failure> {
        if self.session.suspend()? { self.redraw() } else { Ok(()) }
    }

    /// Takes the terminal again after somebody else had it.
    pub fn resume(&mut self) -> Result<(), Failure> {
        self.session.resume()?;
        self.redraw()
    }

    /// Gives the terminal back.
    pub fn leave(&mut self) -> Result<(), Failure> {
        Ok(self.session.leave()?)
    }
}

/// The theme of a setting, as the environment lets it be.
fn theme(setting: ThemeSetting) -> Theme {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let light = background_is_light(std::env::var("COLORFGBG").ok().as_deref());
    Theme::new(setting, no_colour, light)
}

#[cfg(test)]
mod tests;
