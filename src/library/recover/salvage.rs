//! All rows of a damaged library's pages, put in their tables.

use std::collections::{BTreeMap, HashMap, HashSet};
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

/// For each table, how many rows were taken and lost.
type Counts = HashMap<String, (usize, usize)>;

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
    pub(super) fn open(path: &Path) -> Result<Salvage, Fault> {
        let pages = Pages::open(path)?;
        let mut salvage = Salvage {
            pages,
            roots: BTreeMap::new(),
            visited: HashSet::new(),
            damaged_pages: 0,
            missing: HashSet::new(),
            table_is_damaged: false,
        };
        let mut roots = BTreeMap::new();
        salvage.tree(1, Family::Tables, &mut |row| {
            if let [_, Value::Text(name), _, Value::Integer(root), ..] = row.values.as_slice()
                && let Ok(root) = u32::try_from(*root)
                // Triggers have no tree.
                && root > 0
            {
                roots.insert(name.clone(), root);
            }
            Ok(())
        })?;
        salvage.roots = roots;
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
        let mut counts: Counts = HashMap::new();
        for table in &tables {
            let Some(&root) = self.roots.get(&table.name) else { continue };
            let before = self.damaged_pages;
            let family = if table.without_rowid { Family::Indexes } else { Family::Tables };
            let mut unfit = 0;
            let unread = self.tree(root, family, &mut |row| {
                match table.put(new, &row)? {
                    true => counts.entry(table.name.clone()).or_default().0 += 1,
                    // The new library has an identity of its own.
                    false if table.name == "setting" => {}
                    // The page may be another table's.
                    false => {
                        if table.without_rowid || !put_where_it_fits(new, &tables, &row, &mut counts)? {
                            counts.entry(table.name.clone()).or_default().1 += 1;
                        }
                        unfit += 1;
                    }
                }
                Ok(())
            })?;
            counts.entry(table.name.clone()).or_default().1 += unread;
            if table.name == "annotation" {
                self.table_is_damaged = unread + unfit > 0 || self.damaged_pages > before;
            }
        }
        let mut names = HashSet::new();
        if let Some(&root) = self.roots.get(NAMES) {
            self.tree(root, Family::Indexes, &mut |row| {
                if let Some(Value::Text(name)) = row.values.into_iter().next() {
                    names.insert(name);
                }
                Ok(())
            })?;
        }
        // Numbers that were given once are not given again.
        if let Some(&root) = self.roots.get("sqlite_sequence") {
            self.tree(root, Family::Tables, &mut |row| {
                if let [Value::Text(name), Value::Integer(last)] = row.values.as_slice() {
                    let keep = "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1";
                    new.execute(keep, rusqlite::params![name, last])?;
                }
                Ok(())
            })?;
        }
        self.visit_others()?;
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
    fn visit_others(&mut self) -> Result<(), Fault> {
        for root in self.roots.values().copied().collect::<Vec<_>>() {
            if !self.visited.contains(&root) {
                let page = self.pages.read(root)?;
                if let Some(kind) = kind(&page, root) {
                    self.tree(root, Family::of(kind), &mut |_| Ok(()))?;
                }
            }
        }
        Ok(())
    }

    /// Rows of pages that no tree leads to, by their values alone. Free pages are left out: what is in them was deleted.
    fn loose(&mut self, new: &Connection, tables: &[Table], counts: &mut Counts) -> Result<(), Fault> {
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
                put_where_it_fits(new, tables, &row, counts)?;
            }
        }
        Ok(())
    }

    /// Gives all rows of the tree that begins in a page, and says how many of its cells could not be read. Pages of the other
    /// family are not of this tree, whatever leads to them.
    fn tree(
        &mut self,
        root: u32,
        family: Family,
        each: &mut dyn FnMut(Row) -> Result<(), Fault>,
    ) -> Result<usize, Fault> {
        let mut lost = 0;
        let mut waiting = vec![root];
        while let Some(number) = waiting.pop() {
            if self.visited.contains(&number) {
                continue;
            }
            let page = match (1..=self.pages.count).contains(&number) {
                true => self.pages.read(number).unwrap_or_default(),
                false => Vec::new(),
            };
            let Some(kind) = kind(&page, number).filter(|&kind| Family::of(kind) == family) else {
                self.damaged_pages += 1;
                continue;
            };
            self.visited.insert(number);
            if matches!(kind, PageKind::TableInner | PageKind::IndexInner) {
                let mut below = children(&page, number, kind);
                below.reverse();
                waiting.extend(below);
            }
            if kind != PageKind::TableInner {
                let (rows, unread) = rows(&mut self.pages, &page, number, kind);
                rows.into_iter().try_for_each(&mut *each)?;
                lost += unread;
            }
        }
        Ok(lost)
    }
}

/// What trees are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Tables,
    Indexes,
}

impl Family {
    fn of(kind: PageKind) -> Family {
        match kind {
            PageKind::TableLeaf | PageKind::TableInner => Family::Tables,
            PageKind::IndexLeaf | PageKind::IndexInner => Family::Indexes,
        }
    }
}

/// Puts a row in the table whose rows look like it; whether there was one with room for it.
fn put_where_it_fits(
    new: &Connection,
    tables: &[Table],
    row: &Row,
    counts: &mut Counts,
) -> Result<bool, Fault> {
    let fitting = tables.iter().filter(|table| !table.without_rowid && table.takes(row));
    // Rows of an older version are shorter than their table.
    let nearest = fitting.min_by_key(|table| (table.columns.len() - row.values.len(), &table.name));
    let Some(table) = nearest else { return Ok(false) };
    let is_put = table.put(new, row)?;
    if is_put {
        let count = counts.entry(table.name.clone()).or_default();
        count.0 += 1;
        count.1 = count.1.saturating_sub(1);
    }
    Ok(is_put)
}
