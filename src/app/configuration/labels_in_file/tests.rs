use proptest::prelude::*;

use super::*;
use crate::app::Configuration;
use crate::properties::unrecorded;

const OWN: &str = "\
# mine
measure = 60 # narrow

# What I look for.

# the main one
[[labels]]
name = 'claim' # by whom?
key = \"c\"
colour = 'yellow'
sign = 'C'

# seldom
[[labels]]
name = 'rumour'
key = 'r'
colour = '#aa3300'
sign = 'R'
description = 'Nobody stands behind it.'

# keys come last
[keys]
quit = ['Q']
# the end
";

fn labels(text: &str) -> Vec<Label> {
    Configuration::from_toml(text).unwrap().labels
}

#[test]
fn nothing_changes_where_nothing_is_changed() {
    assert_eq!(with_labels(OWN, &labels(OWN), None).unwrap(), OWN);
}

#[test]
fn a_field_is_changed_in_its_place() {
    let mut labels = labels(OWN);
    labels[0].name = "statement".into();
    labels[1].guideline = "一行\n又一行\"\"\"".into();
    let written = with_labels(OWN, &labels, Some(("claim", "statement"))).unwrap();
    let wanted = OWN.replace("'claim' # by whom?", "\"statement\" # by whom?");
    let (before, after) = wanted.split_once("\n\n# keys come last").unwrap();
    assert!(written.starts_with(before), "{written}");
    assert!(written.ends_with(&format!("\n\n# keys come last{after}")), "{written}");
    assert_eq!(self::labels(&written), labels);
}

#[test]
fn comments_go_with_their_labels_and_general_ones_stay() {
    let mut labels = labels(OWN);
    labels.swap(0, 1);
    let written = with_labels(OWN, &labels, None).unwrap();
    let order = [
        "measure = 60 # narrow",
        "# What I look for.",
        "# seldom",
        "'rumour'",
        "# the main one",
        "'claim'",
        "[keys]",
    ];
    let places: Vec<usize> = order.iter().map(|words| written.find(words).unwrap()).collect();
    assert!(places.is_sorted(), "{written}");
    let fewer = with_labels(OWN, &labels[..1], None).unwrap();
    assert!(fewer.contains("# What I look for.") && !fewer.contains("the main one"), "{fewer}");
    assert!(fewer.contains("# keys come last\n[keys]"), "{fewer}");
}

#[test]
fn labels_in_one_value_stay_there() {
    let text = "labels = [\n  { name = 'a', key = 'a', colour = 'red', sign = 'A' }, # first\n  { name = 'b', key = 'b', colour = 'red', sign = 'B' },\n]\nmeasure = 50\n";
    let mut labels = labels(text);
    labels[1].colour = "blue".into();
    labels.push(Label { name: "c".into(), key: 'z', ..labels[0].clone() });
    let written = with_labels(text, &labels, None).unwrap();
    assert!(
        written.starts_with("labels = [\n  { name = 'a', key = 'a', colour = 'red', sign = 'A' }, # first\n"),
        "{written}"
    );
    assert_eq!(self::labels(&written), labels);
    assert_eq!(Configuration::from_toml(&written).unwrap().measure, 50);
}

#[test]
fn an_empty_file_takes_all() {
    let labels = Configuration::default().labels;
    for text in [
        "",
        "# nothing yet\n",
        "# nothing yet",
        "measure = 50\n\n# the end\n",
        "[keys]\nquit = ['Q']\n",
        "measure = 50",
    ] {
        let written = with_labels(text, &labels, None).unwrap();
        assert_eq!(self::labels(&written), labels, "{written}");
        assert!(written.starts_with(text.trim_end()), "{written}");
    }
    assert!(with_labels("= = =", &labels, None).is_err());
}

fn label() -> impl Strategy<Value = Label> {
    ("[a-z\"'#\\\\名 ]{1,6}x", "[ -~名\n\t\"']{0,20}", "[ -~名\n\"']{0,20}").prop_map(
        |(name, description, guideline)| Label {
            name,
            key: 'a',
            colour: "red".into(),
            sign: 'A',
            description,
            guideline,
        },
    )
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn what_is_written_is_read(mut labels in prop::collection::vec(label(), 1..8), mut again in prop::collection::vec(label(), 1..8)) {
        for labels in [&mut labels, &mut again] {
            for (index, label) in labels.iter_mut().enumerate() {
                label.name.push_str(&index.to_string());
                label.key = char::from(b'a' + index as u8);
            }
        }
        let mut text = OWN.to_owned();
        for labels in [labels, again] {
            text = with_labels(&text, &labels, None).unwrap();
            prop_assert_eq!(self::labels(&text), labels.clone());
            prop_assert_eq!(&with_labels(&text, &labels, None).unwrap(), &text);
            for comment in ["# mine", "# narrow", "# What I look for.", "# keys come last", "# the end"] {
                prop_assert!(text.contains(comment), "{}", text);
            }
        }
    }
}
