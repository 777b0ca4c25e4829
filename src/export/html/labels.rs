//! The labels of a report: those configured, and others that its annotations use, each with a sign and a style's name.

use std::collections::HashMap;

use crate::annotation::Label;
use crate::export::colour::{hexadecimal, rgb};

use super::shades::Shade;

/// Stands for a label that the configuration does not know.
const UNKNOWN_SIGN: char = '?';

/// One label as the page shows it.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) sign: char,
    pub(super) description: String,
    /// The class that gives it its colour.
    pub(super) class: String,
}

/// A label's place among all that the page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LabelPlace(usize);

/// The labels, in the configuration's order; those it does not know follow as they are met.
pub(super) struct Labels {
    all: Vec<Shown>,
    places: HashMap<String, LabelPlace>,
    /// The colours of those configured.
    colours: Vec<Shade>,
}

impl Labels {
    pub(super) fn new(configured: &[Label]) -> Self {
        let mut labels = Self { all: Vec::new(), places: HashMap::new(), colours: Vec::new() };
        for (place, label) in configured.iter().enumerate() {
            let class = format!("l{place}");
            labels.add(&label.name, label.sign, &label.description, class);
            labels.colours.push(Shade(rgb(hexadecimal(&label.colour)).unwrap_or_default()));
        }
        labels
    }

    /// The place of the label of that name, which is new where it was not met before.
    pub(super) fn meet(&mut self, name: &str) -> LabelPlace {
        match self.places.get(name) {
            Some(&place) => place,
            None => self.add(name, UNKNOWN_SIGN, "", "lx".to_owned()),
        }
    }

    pub(super) fn get(&self, place: LabelPlace) -> &Shown {
        &self.all[place.0]
    }

    pub(super) fn all(&self) -> &[Shown] {
        &self.all
    }

    /// The colours of those configured, in order: that of the class `l0`, of `l1` and so on.
    pub(super) fn colours(&self) -> &[Shade] {
        &self.colours
    }

    fn add(&mut self, name: &str, sign: char, description: &str, class: String) -> LabelPlace {
        let place = LabelPlace(self.all.len());
        let description = description.to_owned();
        self.all.push(Shown { name: name.to_owned(), sign, description, class });
        self.places.insert(name.to_owned(), place);
        place
    }
}
