//! The library's schema and how older ones are brought up to it: a list of scripts, of which a file has had the
//! first so many, as its `user_version` says.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::error::{Fault, LibraryError};

/// The scripts, oldest first. What has been released is never edited: a new script is put at the end.
pub(super) const SCRIPTS: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
    include_str!("schema/0007.sql"),
    include_str!("schema/0008.sql"),
    include_str!("schema/0009.sql"),
];

/// Marks a file as a pingdian library: “評點” in code points, 0x8A55 and 0x9EDE, which as a signed number is negative.
pub(super) const APPLICATION_ID: i32 = 0x8A55_9EDEu32.cast_signed();

/// What a file is, told from its head and its tables.
pub(super) enum Kind {
    /// A library of that version; 0 for a file with nothing in it.
    Library(i64),
    /// Another program's database.
    Foreign,
}

/// Looks at a file without changing it.
pub(super) fn kind(connection: &Connection) -> Result<Kind, Fault> {
    // One state of the file: another program may be making a library of it, and would seem a stranger halfway.
    let snapshot = Transaction::new_unchecked(connection, TransactionBehavior::Deferred)?;
    let version: i64 = snapshot.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let application: i32 = snapshot.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application == APPLICATION_ID {
        return Ok(Kind::Library(version));
    }
    let empty: bool = snapshot.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(if empty && version == 0 && application == 0 { Kind::Library(0) } else { Kind::Foreign })
}

/// Runs those of `scripts` that the file has not had, in one transaction. A file that has had more is refused.
pub(super) fn migrate(connection: &mut Connection, scripts: &[&str]) -> Result<(), Fault> {
    let known = i64::try_from(scripts.len()).unwrap_or(i64::MAX);
    let path = || connection_path(connection);
    match kind(connection)? {
        Kind::Library(version) if version == known => return Ok(()),
        Kind::Library(version) if version < 0 => {
            return Err(Fault::Damaged(format!("it says that it has version {version}, which none has")));
        }
        Kind::Library(version) if version < known => {}
        Kind::Library(found) => return Err(LibraryError::Newer { path: path(), found, known }.into()),
        Kind::Foreign => return Err(LibraryError::NotALibrary { path: path() }.into()),
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Asked again under the lock: another program may have brought the file up meanwhile.
    let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for script in scripts.iter().skip(usize::try_from(version).unwrap_or(0)) {
        transaction.execute_batch(script)?;
    }
    if version < known {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", known)?;
    }
    transaction.commit()?;
    Ok(())
}

fn connection_path(connection: &Connection) -> std::path::PathBuf {
    connection.path().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(connection: &Connection) -> i64 {
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_older_library_gets_the_scripts_it_lacks_and_keeps_what_it_holds() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, SCRIPTS).unwrap();
        connection.execute("INSERT INTO setting VALUES ('theme', 'ink')", []).unwrap();
        let next = "ALTER TABLE setting ADD COLUMN since TEXT NOT NULL DEFAULT 'ever';";
        let newer = [SCRIPTS, &[next]].concat();
        migrate(&mut connection, &newer).unwrap();
        migrate(&mut connection, &newer).unwrap();
        assert_eq!(version(&connection), i64::try_from(newer.len()).unwrap());
        let kept: (String, String) = connection
            .query_row("SELECT value, since FROM setting WHERE key = 'theme'", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(kept, ("ink".into(), "ever".into()));
    }

    #[test]
    fn what_was_fetched_has_its_address_afterwards() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &SCRIPTS[..7]).unwrap();
        for uri in ["https://example.org/1", "https://example.org/feed#n-1", "file:///tmp/a.txt", "sample:a"]
        {
            let article =
                "INSERT INTO article (uri, title, script, added, bytes) VALUES (?1, '題', 'other', '', 0)";
            connection.execute(article, [uri]).unwrap();
        }
        migrate(&mut connection, SCRIPTS).unwrap();
        let mut statement = connection.prepare("SELECT url FROM article ORDER BY id").unwrap();
        let found: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(found, ["https://example.org/1", "", "", ""]);
    }

    #[test]
    fn what_was_done_in_the_list_is_undone_afterwards_too() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &SCRIPTS[..8]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO article (id, uri, title, script, added, bytes)
                     VALUES (1, 'sample:a', '題', 'other', '', 0);
                 INSERT INTO list_change VALUES
                     (1, 1, 'me', 1, 'starred', 0, 1, 0), (2, 2, 'me', 1, 'marked', NULL, 'read', 1);",
            )
            .unwrap();
        migrate(&mut connection, SCRIPTS).unwrap();
        let mut statement = connection
            .prepare("SELECT what || ' ' || coalesce(before, '-') || ' ' || after || ' ' || undone FROM list_change ORDER BY id")
            .unwrap();
        let found: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(found, ["starred 0 1 0", "marked - read 1"]);
        connection.execute("INSERT INTO list_change VALUES (3, 3, 'me', 1, 'hidden', 0, 1, 0)", []).unwrap();
    }

    #[test]
    fn a_newer_library_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &[SCRIPTS, &["CREATE TABLE later (x);"]].concat()).unwrap();
        let refused = migrate(&mut connection, SCRIPTS);
        let ours = i64::try_from(SCRIPTS.len()).unwrap();
        assert!(matches!(
            refused,
            Err(Fault::Worded(LibraryError::Newer { found, known, .. })) if (found, known) == (ours + 1, ours)
        ));
    }

    #[test]
    fn a_script_that_fails_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, SCRIPTS).unwrap();
        let broken = [SCRIPTS, &["CREATE TABLE half (x);", "no such statement"]].concat();
        assert!(migrate(&mut connection, &broken).is_err());
        assert_eq!(version(&connection), i64::try_from(SCRIPTS.len()).unwrap());
        assert!(connection.prepare("SELECT * FROM half").is_err());
    }

    #[test]
    fn a_foreign_database_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
        assert!(matches!(
            migrate(&mut connection, SCRIPTS),
            Err(Fault::Worded(LibraryError::NotALibrary { .. }))
        ));
        assert!(connection.prepare("SELECT * FROM article").is_err());
    }
}
