//! brat's configuration of the folder: `annotation.conf` says which types there are, `visual.conf` how they look.

use std::io;

use super::names::{fit, shown};
use crate::annotation::LinkKind;
use crate::export::colour::is_dark;
use crate::export::used::Used;

/// Writes `annotation.conf`: any annotation may lie over any other, and any link may go between any two.
pub(super) fn write_types(out: &mut dyn io::Write, used: &Used) -> io::Result<()> {
    writeln!(out, "[entities]")?;
    for (label, _) in &used.labels {
        writeln!(out, "{}", fit(label))?;
    }
    writeln!(out, "\n[relations]")?;
    writeln!(out, "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>")?;
    for kind in LinkKind::ALL {
        writeln!(out, "{}\tArg1:<ENTITY>, Arg2:<ENTITY>", kind.name())?;
    }
    writeln!(out, "\n[events]\n\n[attributes]")?;
    for (attribute, values) in &used.attributes {
        let values: Vec<String> = values.iter().map(|value| fit(value)).collect();
        writeln!(out, "{}\tArg:<ENTITY>, Value:{}", fit(attribute), values.join("|"))?;
    }
    Ok(())
}

/// Writes `visual.conf`: the names as people know them, and the labels' colours.
pub(super) fn write_drawing(out: &mut dyn io::Write, used: &Used) -> io::Result<()> {
    writeln!(out, "[labels]")?;
    let kinds = LinkKind::ALL.map(LinkKind::name);
    let labels = used.labels.iter().map(|(label, _)| label.as_str());
    for name in labels.chain(kinds).chain(used.attributes.keys().map(String::as_str)) {
        writeln!(out, "{} | {}", fit(name), shown(name))?;
    }
    writeln!(out, "\n[drawing]")?;
    writeln!(out, "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken")?;
    writeln!(out, "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5")?;
    writeln!(out, "ATTRIBUTE_DEFAULT\tglyph:*")?;
    for (label, colour) in &used.labels {
        let text = if is_dark(colour) { "white" } else { "black" };
        writeln!(out, "{}\tfgColor:{text}, bgColor:{colour}, borderColor:darken", fit(label))?;
    }
    Ok(())
}
