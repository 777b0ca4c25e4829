use super::*;
use crate::app::key::sequence;

#[test]
fn every_default_key_is_one_and_clashes_with_none() {
    let keymap = Keymap::new(&Configuration::default()).unwrap();
    for (index, binding) in keymap.bindings.iter().enumerate() {
        let twin = keymap.bindings[..index]
            .iter()
            .find(|other| other.keys == binding.keys && other.place == binding.place);
        assert!(twin.is_none(), "{binding:?} is hidden by {twin:?}");
    }
}

#[test]
fn mistakes_are_said() {
    let fails = |text: &str| Keymap::new(&Configuration::from_toml(text).unwrap()).unwrap_err().to_string();
    assert!(fails("[keys]\nfly = ['x']").contains("`fly`"));
    assert!(fails("[keys]\nquit = ['Hyper-q']").contains("Hyper-q"));
}

#[test]
fn configured_keys_take_the_place_of_the_own() {
    let configuration = Configuration::from_toml("[keys]\nfirst = ['g g']").unwrap();
    let keymap = Keymap::new(&configuration).unwrap();
    assert_eq!(keymap.keys_of("first"), ["g g"]);
    assert!(matches!(keymap.look_up(&sequence("g").unwrap(), Place::Text), Lookup::Longer));
}

fn command(keymap: &Keymap, key: &str, place: Place) -> &'static str {
    match keymap.look_up(&sequence(key).unwrap(), place) {
        Lookup::Bound(Binding::Command(command)) => command.name,
        other => panic!("{key} leads to {other:?}"),
    }
}

#[test]
fn configured_keys_come_before_default_ones_of_either_place() {
    let configuration = Configuration::from_toml("[keys]\nquit = ['x', 'j', 'c']\nfirst = ['k k']").unwrap();
    let keymap = Keymap::new(&configuration).unwrap();
    for key in ["x", "j", "c"] {
        assert_eq!(command(&keymap, key, Place::Text), "quit");
        assert_eq!(command(&keymap, key, Place::List), "quit");
    }
    assert!(matches!(keymap.look_up(&sequence("k").unwrap(), Place::Text), Lookup::Longer));
    assert_eq!(command(&keymap, "k k", Place::Text), "first");
    let of_default = Keymap::new(&Configuration::default()).unwrap();
    let next = command(&of_default, "j", Place::Text);
    assert!(of_default.keys_of(next).contains(&"j".to_owned()));
    assert!(!keymap.keys_of(next).contains(&"j".to_owned()));
}

#[test]
fn a_labels_key_comes_before_default_ones() {
    let label = "[[labels]]\nname='rumour'\nkey='q'\ncolour='red'\nsign='R'\n";
    let keymap = Keymap::new(&Configuration::from_toml(label).unwrap()).unwrap();
    let found = keymap.look_up(&sequence("q").unwrap(), Place::Text);
    assert!(matches!(found, Lookup::Bound(Binding::Tag(0))), "{found:?}");
    assert_eq!(command(&keymap, "q", Place::List), "back");
}

#[test]
fn a_labels_capital_adds_it_where_nothing_else_was_set() {
    let keymap = Keymap::new(&Configuration::default()).unwrap();
    assert_eq!(
        [0, 1, 2].map(|label| keymap.adding_key(label)),
        ["C", "F", "O"].map(|key| Some(key.to_owned()))
    );
    let labels = "[[labels]]\nname='one'\nkey='c'\ncolour='red'\nsign='1'\n\
                  [[labels]]\nname='other'\nkey='C'\ncolour='red'\nsign='2'\n\
                  [[labels]]\nname='digit'\nkey='5'\ncolour='red'\nsign='3'\n\
                  [[labels]]\nname='end'\nkey='g'\ncolour='red'\nsign='4'\n\
                  [[labels]]\nname='set'\nkey='z'\ncolour='red'\nsign='5'\n[keys]\nquit=['Z']";
    let keymap = Keymap::new(&Configuration::from_toml(labels).unwrap()).unwrap();
    let added = [0, 1, 2, 3, 4].map(|label| keymap.adding_key(label));
    assert_eq!(added, [None, None, None, Some("G".to_owned()), None]);
    assert!(matches!(keymap.look_up(&sequence("C").unwrap(), Place::Text), Lookup::Bound(Binding::Tag(1))));
    assert_eq!(command(&keymap, "Z", Place::Text), "quit");
    assert_eq!(keymap.keys_of("last"), ["End"]);
}

#[test]
fn configured_keys_in_each_others_way_are_refused() {
    let made = |text: &str| Keymap::new(&Configuration::from_toml(text).unwrap());
    let told = made("[keys]\nfirst = ['z']\nlast = ['z']").unwrap_err().to_string();
    assert!(told.contains("`z` for first and `z` for last"), "{told}");
    let told = made("[keys]\nfirst = ['z']\nlast = ['z z']").unwrap_err().to_string();
    assert!(told.contains("`z z` for last"), "{told}");
    let label = "[[labels]]\nname='rumour'\nkey='z'\ncolour='red'\nsign='R'\n";
    let told = made(&format!("{label}[keys]\nfirst = ['z']")).unwrap_err().to_string();
    assert!(told.contains("`z` for rumour"), "{told}");
    // Twice for one command, or in two places, is no clash.
    made("[keys]\nfirst = ['z', 'z']\nquit = ['z']").unwrap();
}

#[test]
fn an_attributes_key_comes_before_default_ones_and_clashes_with_labels() {
    let attribute =
        |key: &str| format!("[[attributes]]\nname='weight'\nkey='{key}'\nvalues=['light', 'heavy']\n");
    let made = |text: &str| Keymap::new(&Configuration::from_toml(text).unwrap());
    let keymap = made(&attribute("x")).unwrap();
    let found = keymap.look_up(&sequence("x").unwrap(), Place::Text);
    assert!(matches!(found, Lookup::Bound(Binding::Attribute(0))), "{found:?}");
    let label = "[[labels]]\nname='rumour'\nkey='w'\ncolour='red'\nsign='R'\n";
    let told = made(&format!("{label}{}", attribute("w"))).unwrap_err().to_string();
    assert!(told.contains("`w` for rumour and `w` for weight"), "{told}");
    // A label or an attribute that came ready gives way, also to one that stands behind it.
    let keymap = made(&attribute("c")).unwrap();
    let found = keymap.look_up(&sequence("c").unwrap(), Place::Text);
    assert!(matches!(found, Lookup::Bound(Binding::Attribute(0))), "{found:?}");
    made(&label.replace("'w'", "'y'")).unwrap();
}
