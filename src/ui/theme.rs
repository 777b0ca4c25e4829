//! The colours: the terminal's own sixteen where they serve, and fixed ones where those fail: the cursor's quiet light,
//! what stands back (bright black is the background itself in some schemes), and labels on a light background.

use ratatui::style::{Color, Modifier, Style};

use crate::annotation::Label;
use crate::app::ThemeSetting;

/// The styles that the screen is drawn in.
#[derive(Clone, Debug)]
pub struct Theme {
    /// What the cursor stands on.
    pub lit: Style,
    /// Titles and headings.
    pub heading: Style,
    /// What stands back: notices, captions, images, the line about an article.
    pub dim: Style,
    /// Matches of the search.
    pub found: Style,
    /// Matches of the search where the cursor's light lies on them.
    pub found_lit: Style,
    /// The match that the cursor was put on.
    pub found_here: Style,
    /// Added where annotations lie over one another.
    pub nested: Modifier,
    /// The chosen entry of the list.
    pub chosen: Style,
    /// The chosen entry while the other pane has the keys.
    pub chosen_away: Style,
    /// The status line.
    pub status: Style,
    /// Messages that something went wrong.
    pub grave: Style,
    /// The heads of prompts and overlays.
    pub head: Style,
    palette: Palette,
}

/// The colours that are nearly always meant, by name: asked for with every character of a tagged passage, which reading
/// the name at length made the dearest part of a frame.
const NAMED: [(&str, Color); 6] = [
    ("yellow", Color::Yellow),
    ("green", Color::Green),
    ("magenta", Color::Magenta),
    ("red", Color::Red),
    ("blue", Color::Blue),
    ("cyan", Color::Cyan),
];

/// The colour of a name or of `#rrggbb`.
fn colour(name: &str) -> Option<Color> {
    let named = NAMED.iter().find(|named| named.0 == name);
    named.map(|named| named.1).or_else(|| name.parse().ok())
}

/// Where a label's colour comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Palette {
    None,
    OnDark,
    OnLight,
}

impl Theme {
    /// The theme of a setting. `no_colour` says that the user wants none anywhere (NO_COLOR); `light` that the
    /// terminal's background is known to be light.
    pub fn new(setting: ThemeSetting, no_colour: bool, light: bool) -> Theme {
        match setting {
            _ if no_colour => Theme::plain(),
            ThemeSetting::Plain => Theme::plain(),
            ThemeSetting::Light => Theme::light(),
            ThemeSetting::Auto if light => Theme::light(),
            ThemeSetting::Auto | ThemeSetting::Dark => Theme::dark(),
        }
    }

    /// The style of a label's passages and signs.
    pub fn label(&self, label: Option<&Label>) -> Style {
        let colour = label.and_then(|label| colour(&label.colour)).unwrap_or(Color::Cyan);
        match self.palette {
            Palette::None => Style::new().add_modifier(Modifier::UNDERLINED),
            Palette::OnDark => Style::new().fg(colour),
            Palette::OnLight => Style::new().fg(on_light(colour)),
        }
    }

    /// The style of passages that only another reader tagged.
    pub fn other(&self, label: Option<&Label>) -> Style {
        self.label(label).add_modifier(Modifier::UNDERLINED | Modifier::DIM)
    }

    /// The style of passages that were left out when readers settled what they differ in.
    pub fn left(&self, label: Option<&Label>) -> Style {
        self.label(label).remove_modifier(Modifier::UNDERLINED).add_modifier(Modifier::DIM)
    }

    /// The style of a sign that says less than another: that a passage goes on.
    pub fn quiet(&self, label: Option<&Label>) -> Style {
        self.sign(label).remove_modifier(Modifier::BOLD).add_modifier(Modifier::DIM)
    }

    /// The style of a sign or a count beside its label's name, where an underline would only disturb.
    pub fn sign(&self, label: Option<&Label>) -> Style {
        if self.palette != Palette::None {
            self.label(label).add_modifier(Modifier::BOLD)
        } else {
            Style::new().add_modifier(Modifier::BOLD)
        }
    }

    fn dark() -> Theme {
        Theme::coloured(
            Style::new().bg(Color::Indexed(237)).fg(Color::Indexed(255)),
            Color::Indexed(245),
            Style::new().bg(Color::Indexed(236)).fg(Color::Indexed(252)),
            Palette::OnDark,
        )
    }

    fn light() -> Theme {
        Theme::coloured(
            Style::new().bg(Color::Indexed(253)).fg(Color::Indexed(16)),
            Color::Indexed(242),
            Style::new().bg(Color::Indexed(251)).fg(Color::Indexed(16)),
            Palette::OnLight,
        )
    }

    fn coloured(lit: Style, dim: Color, status: Style, palette: Palette) -> Theme {
        Theme {
            lit,
            heading: Style::new().add_modifier(Modifier::BOLD),
            dim: Style::new().fg(dim),
            found: Style::new().bg(Color::Yellow).fg(Color::Black),
            found_lit: Style::new().bg(Color::LightYellow).fg(Color::Black),
            found_here: Style::new().bg(Color::LightRed).fg(Color::Black),
            nested: Modifier::UNDERLINED.union(Modifier::BOLD),
            chosen: Style::new().bg(Color::Blue).fg(Color::White),
            chosen_away: lit,
            status,
            grave: Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
            head: Style::new().bg(Color::Blue).fg(Color::White),
            palette,
        }
    }

    /// Without colours the light is reversed video, tags are underlined, and matches are reversed and bold; within the
    /// light they are left out of it.
    fn plain() -> Theme {
        let reversed = Style::new().add_modifier(Modifier::REVERSED);
        Theme {
            lit: reversed,
            heading: Style::new().add_modifier(Modifier::BOLD),
            dim: Style::new().add_modifier(Modifier::DIM),
            found: reversed.add_modifier(Modifier::BOLD),
            found_lit: Style::new().add_modifier(Modifier::BOLD).remove_modifier(Modifier::REVERSED),
            found_here: Style::new()
                .add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
                .remove_modifier(Modifier::REVERSED),
            nested: Modifier::UNDERLINED.union(Modifier::ITALIC),
            chosen: reversed,
            chosen_away: Style::new().add_modifier(Modifier::BOLD),
            status: reversed,
            grave: Style::new().add_modifier(Modifier::BOLD),
            head: reversed,
            palette: Palette::None,
        }
    }
}

/// A shade of one of the sixteen colours that reads well on white, where the bright ones and yellow do not.
fn on_light(colour: Color) -> Color {
    match colour {
        Color::Red | Color::LightRed => Color::Indexed(124),
        Color::Green | Color::LightGreen => Color::Indexed(22),
        Color::Yellow | Color::LightYellow => Color::Indexed(94),
        Color::Blue | Color::LightBlue => Color::Indexed(19),
        Color::Magenta | Color::LightMagenta => Color::Indexed(90),
        Color::Cyan | Color::LightCyan => Color::Indexed(23),
        Color::White | Color::Gray | Color::DarkGray => Color::Indexed(240),
        fixed => fixed,
    }
}

/// Whether `COLORFGBG` (as rxvt, Konsole and others set it: `15;0`) speaks of a light background.
pub fn background_is_light(colorfgbg: Option<&str>) -> bool {
    let background = colorfgbg.and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok());
    background.is_some_and(|colour| colour == 7 || (9..=15).contains(&colour))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_backgrounds_are_known() {
        assert!(background_is_light(Some("0;15")));
        assert!(!background_is_light(Some("15;0")));
        assert!(!background_is_light(None));
    }

    #[test]
    fn no_colour_means_none() {
        let theme = Theme::new(ThemeSetting::Dark, true, false);
        for style in
            [theme.lit, theme.dim, theme.found, theme.chosen, theme.status, theme.grave, theme.label(None)]
        {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
