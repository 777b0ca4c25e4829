//! The labelling interface: an XML document that names every label and value the tasks use.

use std::io;

use super::control;
use crate::annotation::LinkKind;
use crate::export::used::Used;
use crate::export::xml::push_escaped;

/// Writes the interface for what is used.
pub(super) fn write_interface(out: &mut dyn io::Write, used: &Used) -> io::Result<()> {
    writeln!(out, "<View>\n  <Labels name=\"label\" toName=\"text\">")?;
    for (name, colour) in &used.labels {
        writeln!(out, "    <Label value=\"{}\" background=\"{colour}\"/>", escaped(name))?;
    }
    writeln!(out, "  </Labels>\n  <Relations>")?;
    for kind in LinkKind::ALL {
        writeln!(out, "    <Relation value=\"{}\"/>", kind.name())?;
    }
    writeln!(out, "  </Relations>\n  <Text name=\"text\" value=\"$text\" granularity=\"symbol\"/>")?;
    for name in ["note", "source"] {
        writeln!(
            out,
            "  <Header value=\"{name}\" size=\"5\"/>\n  <TextArea name=\"{name}\" toName=\"text\" perRegion=\"true\" \
                 editable=\"true\"/>"
        )?;
    }
    for (name, values) in &used.attributes {
        let control = escaped(&control(name));
        writeln!(out, "  <Header value=\"{}\" size=\"5\"/>", escaped(name))?;
        writeln!(out, "  <Choices name=\"{control}\" toName=\"text\" perRegion=\"true\" choice=\"single\">")?;
        for value in values {
            writeln!(out, "    <Choice value=\"{}\"/>", escaped(value))?;
        }
        writeln!(out, "  </Choices>")?;
    }
    writeln!(out, "</View>")
}

/// `text` as an attribute's value.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(&mut escaped, text);
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::export::tests::on;
    use crate::text::Span;

    #[test]
    fn names_are_escaped() {
        let label = json!({"name": "a&\"b\"", "key": "c", "colour": "#aa22cc", "sign": "C"});
        let mut used = Used::new(&[serde_json::from_value(label).unwrap()]);
        let mut annotation = on(Span::new(0, 1), "claim").annotation;
        annotation.attributes.insert("certainty".to_owned(), "<x>\n\u{1b}".to_owned());
        used.meet(&annotation);
        let mut out = Vec::new();
        write_interface(&mut out, &used).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("<Label value=\"a&amp;&quot;b&quot;\" background=\"#aa22cc\"/>\n"), "{out}");
        assert!(out.contains("<Choices name=\"attribute_certainty\""), "{out}");
        assert!(out.contains("<Choice value=\"&lt;x&gt;&#10;\u{fffd}\"/>"), "{out}");
    }
}
