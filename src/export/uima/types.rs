//! The type system: what an annotation, a link and an article have, and the features that attributes become.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

use crate::export::Output;
use crate::export::xml::push_escaped;

/// What annotations are in UIMA.
pub(super) const PASSAGE: &str = "pingdian.Passage";

const STRING: &str = "uima.cas.String";
const ANNOTATION: &str = "uima.tcas.Annotation";

/// Features of [`PASSAGE`] that are always there.
const PASSAGE_FEATURES: &[(&str, &str)] = &[
    ("label", "What the passage was tagged as"),
    ("note", "A note"),
    ("source", "Who says so"),
    ("reader", "Who tagged the passage"),
    ("created", "When it was tagged"),
    ("modified", "When that was last changed"),
    ("identifier", "The annotation's name"),
];

/// Names that mean something else to UIMA, or to its readers.
const RESERVED: [&str; 8] = ["sofa", "begin", "end", "id", "type", "self", "xmiID", "address"];

/// The feature that holds the attribute `name`: the name itself where UIMA takes it, which are letters of ASCII, digits and
/// `_`; otherwise a name that stands for no other attribute's.
pub(super) fn feature(name: &str) -> String {
    let plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
        && !name.starts_with("attribute_");
    let taken = RESERVED.contains(&name) || PASSAGE_FEATURES.iter().any(|&(feature, _)| feature == name);
    if plain && !taken {
        return name.to_owned();
    }
    let mut feature = "attribute_".to_owned();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() {
            feature.push(character);
        } else {
            // Writing into a string does not fail.
            let _ = write!(feature, "_{:06X}", u32::from(character));
        }
    }
    feature
}

/// Writes the type system, with the features of `attributes`.
pub(super) fn write_types(out: &mut dyn Output, attributes: &BTreeSet<String>) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>")?;
    let mut passage: Vec<(String, &str, &str)> =
        PASSAGE_FEATURES.iter().map(|&(name, words)| (name.to_owned(), words, STRING)).collect();
    passage.extend(attributes.iter().map(|name| (feature(name), name.as_str(), STRING)));
    write_type(out, PASSAGE, "A passage that a reader tagged", ANNOTATION, &passage)?;
    let features = |features: &[(&str, &'static str, &'static str)]| {
        features.iter().map(|&(name, words, range)| (name.to_owned(), words, range)).collect::<Vec<_>>()
    };
    let relation = features(&[
        // The names by which INCEpTION knows a relation's ends.
        ("Governor", "The passage that the link goes from", PASSAGE),
        ("Dependent", "The passage that the link goes to", PASSAGE),
        ("kind", "supports, contradicts or same", STRING),
        ("note", "A note", STRING),
        ("reader", "Who made the link", STRING),
        ("created", "When it was made", STRING),
        ("identifier", "The link's name", STRING),
    ]);
    write_type(out, "pingdian.Relation", "A link between two passages", ANNOTATION, &relation)?;
    let core = "de.tudarmstadt.ukp.dkpro.core.api";
    let metadata = features(&[
        ("documentTitle", "", STRING),
        ("documentId", "", STRING),
        ("documentUri", "", STRING),
        ("collectionId", "", STRING),
        ("documentBaseUri", "", STRING),
        ("isLastSegment", "", "uima.cas.Boolean"),
    ]);
    let document = format!("{core}.metadata.type.DocumentMetaData");
    write_type(out, &document, "", "uima.tcas.DocumentAnnotation", &metadata)?;
    for name in ["Sentence", "Token"] {
        write_type(out, &format!("{core}.segmentation.type.{name}"), "", ANNOTATION, &[])?;
    }
    writeln!(out, "</types>\n</typeSystemDescription>")
}

/// Writes a type: its name, what it is, the type above it, and its features, each with what it is and what it holds.
fn write_type(
    out: &mut dyn Output,
    name: &str,
    words: &str,
    above: &str,
    features: &[(String, &str, &str)],
) -> io::Result<()> {
    writeln!(out, "<typeDescription>\n<name>{name}</name>\n<description>{words}</description>")?;
    writeln!(out, "<supertypeName>{above}</supertypeName>\n<features>")?;
    for (name, words, range) in features {
        let mut escaped = String::new();
        push_escaped(&mut escaped, words);
        writeln!(
            out,
            "<featureDescription><name>{name}</name><description>{escaped}</description>\
             <rangeTypeName>{range}</rangeTypeName></featureDescription>"
        )?;
    }
    writeln!(out, "</features>\n</typeDescription>")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn attributes_keep_their_names_where_they_can() {
        for (name, expected) in [
            ("certainty", "certainty"),
            ("as_of2", "as_of2"),
            ("label", "attribute_label"),
            ("type", "attribute_type"),
            ("as-of", "attribute_as_00002Dof"),
            ("可查", "attribute__0053EF_0067E5"),
            ("", "attribute_"),
        ] {
            assert_eq!(feature(name), expected, "{name}");
        }
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn different_attributes_have_different_features(one in "(attribute_)?[a_0é查]{0,3}", other in "[a_0é查]{0,3}") {
            prop_assert_eq!(one == other, feature(&one) == feature(&other));
        }
    }
}
