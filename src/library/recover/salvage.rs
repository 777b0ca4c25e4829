//! All rows of a damaged library's pages, put in their tables.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::Recovered;
use super::pages::{Pages, long};
use super::record::{PageKind, Row, children, kind, rows};
use super::tables::{Table, tables};
use crate::library::error::Fault;
use crate::library::schema::SCRIPTS;

/// The index of the annotations by their names.
const NAMES: &str = "sqlite_autoindex_annotation_1";

/// A damaged library while its rows are taken.
pub(super) struct Salvage {
    pages: Pages,
    /// The trees of tables, and of [`NAMES`]: their first pages by name.
    roots: BTreeMap<String, u32>,
    visited: HashSet<u32>,
    /// Pages in trees that hold nothing that can be read.
    damaged_pages: usize,
    /// Names of annotations that the index knows and that were not found.
    missing: HashSet<String>,
    /// Whether something of the annotations' table could not be read.
    table_is_damaged: bool,
}

impl Salvage {
    pub(super) fn open(path: &Path) -> io::Result<Salvage> {
        let pages = Pages::open(path)?;
        let mut salvage = Salvage {
            pages,
            roots: BTreeMap::new(),
            visited: HashSet::new(),
            damaged_pages: 0,
            missing: HashSet::new(),
            table_is_damaged: false,
        };
        for row in salvage.tree(1).0 {
            if let [_, Value::Text(name), _, Value::Integer(root), ..] = row.values.as_slice()
                && let Ok(root) = u32::try_from(*root)
                // Triggers have no tree.
                && root > 0
            {
                salvage.roots.insert(name.clone(), root);
            }
        }
        Ok(salvage)
    }

    /// The schema's version; this program's where that cannot be read.
    pub(super) fn version(&mut self) -> usize {
        let said = self.pages.read(1).map_or(0, |page| long(&page, 60) as usize);
        if (1..=SCRIPTS.len()).contains(&said) { said } else { SCRIPTS.len() }
    }

    /// Which annotations were lost: those names, and whether there may be others.
    pub(super) fn annotations_missing(&self) -> Option<&HashSet<String>> {
        (self.table_is_damaged || !self.missing.is_empty()).then_some(&self.missing)
    }

    /// Puts the rows in the tables of a new library.
    pub(super) fn fill(&mut self, new: &Connection) -> Result<Recovered, Fault> {
        let tables = tables(new)?;
        let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
        for table in &tables {
            let Some(&root) = self.roots.get(&table.name) else { continue };
            let before = self.damaged_pages;
            let (found, mut lost) = self.tree(root);
            let mut taken = 0;
            for row in found {
                match table.put(new, &row)? {
                    true => taken += 1,
                    // The new library has an identity of its own.
                    false if table.name == "setting" => {}
                    false => lost += 1,
                }
            }
            if table.name == "annotation" {
                self.table_is_damaged = lost > 0 || self.damaged_pages > before;
            }
            counts.insert(table.name.clone(), (taken, lost));
        }
        let mut names = HashSet::new();
        if let Some(&root) = self.roots.get(NAMES) {
            for row in self.tree(root).0 {
                if let Some(Value::Text(name)) = row.values.into_iter().next() {
                    names.insert(name);
                }
            }
        }
        // Numbers that were given once are not given again.
        if let Some(&root) = self.roots.get("sqlite_sequence") {
            for row in self.tree(root).0 {
                if let [Value::Text(name), Value::Integer(last)] = row.values.as_slice() {
                    let keep = "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1";
                    new.execute(keep, rusqlite::params![name, last])?;
                }
            }
        }
        self.visit_others();
        self.loose(new, &tables, &mut counts)?;
        for name in names {
            let there: bool =
                new.query_row("SELECT EXISTS (SELECT 1 FROM annotation WHERE id = ?1)", [&name], |row| {
                    row.get(0)
                })?;
            if !there {
                self.missing.insert(name);
            }
        }
        let annotations = counts.entry("annotation".to_owned()).or_default();
        annotations.1 = annotations.1.max(self.missing.len());
        let mut tables: Vec<(String, usize, usize)> =
            counts.into_iter().map(|(name, (taken, lost))| (name, taken, lost)).collect();
        tables.retain(|(_, taken, lost)| taken + lost > 0);
        tables.sort();
        Ok(Recovered {
            tables,
            damaged_pages: self.damaged_pages,
            log_pages: self.pages.log_pages(),
            ..Recovered::default()
        })
    }

    /// Goes through the trees of which no row is taken, so that their pages are not taken for loose ones.
    fn visit_others(&mut self) {
        for root in self.roots.values().copied().collect::<Vec<_>>() {
            if !self.visited.contains(&root) {
                self.tree(root);
            }
        }
    }

    /// Rows of pages that no tree leads to, by their values alone. Free pages are left out: what is in them was deleted.
    fn loose(
        &mut self,
        new: &Connection,
        tables: &[Table],
        counts: &mut HashMap<String, (usize, usize)>,
    ) -> Result<(), Fault> {
        let free = self.pages.free();
        for number in 1..=self.pages.count {
            if self.visited.contains(&number) || free.contains(&number) {
                continue;
            }
            let page = self.pages.read(number)?;
            if kind(&page, number) != Some(PageKind::TableLeaf) {
                continue;
            }
            for row in rows(&mut self.pages, &page, number, PageKind::TableLeaf).0 {
                let fitting = tables.iter().filter(|table| !table.without_rowid && table.takes(&row));
                // Rows of an older version are shorter than their table.
                let nearest =
                    fitting.min_by_key(|table| (table.columns.len() - row.values.len(), &table.name));
                if let Some(table) = nearest
                    && table.put(new, &row)?
                {
                    let count = counts.entry(table.name.clone()).or_default();
                    count.0 += 1;
                    count.1 = count.1.saturating_sub(1);
                }
            }
        }
        Ok(())
    }

    /// All rows of the tree that begins in a page, and how many of its cells could not be read.
    fn tree(&mut self, root: u32) -> (Vec<Row>, usize) {
        let mut found = Vec::new();
        let mut lost = 0;
        let mut waiting = vec![root];
        while let Some(number) = waiting.pop() {
            if !(1..=self.pages.count).contains(&number) {
                self.damaged_pages += 1;
                continue;
            }
            if !self.visited.insert(number) {
                continue;
            }
            let page = self.pages.read(number).unwrap_or_default();
            let Some(kind) = kind(&page, number) else {
                self.damaged_pages += 1;
                continue;
            };
            if matches!(kind, PageKind::TableInner | PageKind::IndexInner) {
                let mut below = children(&page, number, kind);
                below.reverse();
                waiting.extend(below);
            }
            if kind != PageKind::TableInner {
                let (rows, unread) = rows(&mut self.pages, &page, number, kind);
                found.extend(rows);
                lost += unread;
            }
        }
        (found, lost)
    }
}
