"""What is in a library, told by the program and by SQLite; copies of it; and libraries of earlier schemas."""
import hashlib
import shutil
import sqlite3
import struct
from pathlib import Path

from .program import rows, run

# The files that a library lives in, by what is added to its name.
PARTS = ("", "-wal", "-shm", "-folded", "-journal")
FOLDERS = ("-backups", "-drafts")
SCHEMA = Path(__file__).resolve().parents[3] / "src/library/schema"
APPLICATION_ID = struct.unpack(">i", bytes.fromhex("8a559ede"))[0]
TIME = "2026-02-06T08:00:00.000Z"


def remove(library):
    for part in PARTS:
        Path(f"{library}{part}").unlink(missing_ok=True)
    for folder in FOLDERS:
        shutil.rmtree(f"{library}{folder}", ignore_errors=True)


def copy(source, target):
    """Puts a copy of a library that nobody has open in the place of another."""
    remove(target)
    for part in PARTS:
        if Path(f"{source}{part}").exists():
            shutil.copy(f"{source}{part}", f"{target}{part}")


def exported(program, library, env, limit=20.0):
    """The export, and its annotations by id; None where it failed or cannot be read."""
    ended = run(program, ["--library", library, "export", "--format", "jsonl"], env, limit=limit)
    found = rows(ended)
    return ended, None if found is None else {row["id"]: facts(row) for row in found}


def facts(row):
    """What must not change of an annotation."""
    names = ("start", "end", "label", "quote", "note", "source", "reader")
    return (row["article"]["uri"].rsplit("/", 1)[-1], *(row[name] for name in names))


def integrity(library):
    """"ok", or what SQLite finds."""
    connection = sqlite3.connect(library)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
        return "ok" if found == ["ok"] and not strays else f"{found} {strays[:3]}"
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        connection.close()


def version(library):
    connection = sqlite3.connect(library)
    try:
        return connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()


def versions():
    """The versions that a library may have, oldest first."""
    return sorted(int(path.stem) for path in SCHEMA.glob("[0-9]*.sql"))


def of_version(path, number, texts, annotations=12):
    """Makes a library of an earlier schema, with an article a text and so many annotations in each."""
    remove(path)
    connection = sqlite3.connect(path)
    for step in versions()[: versions().index(number) + 1]:
        connection.executescript((SCHEMA / f"{step:04}.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {number}")
    for index, text in enumerate(texts, 1):
        encoded, uri = text.encode(), f"file:///nowhere/{index}.txt"
        connection.execute(
            "INSERT INTO article (id, uri, title, script, added, bytes, revision) VALUES (?, ?, ?, 'traditional', ?, ?, ?)",
            (index, uri, text.split("\n")[0], TIME, len(encoded), index),
        )
        connection.execute(
            "INSERT INTO revision (id, article, hash, added, text) VALUES (?, ?, ?, ?, ?)",
            (index, index, hashlib.sha256(encoded).digest(), TIME, encoded),
        )
        connection.execute(
            "INSERT INTO article_uri (uri, article, revision, file_bytes, modified_ns) VALUES (?, ?, ?, ?, 1)",
            (uri, index, index, len(encoded)),
        )
        for number_in_text in range(annotations):
            start = text.index("\n\n") + 2 + 7 * number_in_text
            quote = text[start : start + 6]
            begin, end = len(text[:start].encode()), len(text[: start + 6].encode())
            connection.execute(
                "INSERT INTO annotation (id, article, revision, start_byte, end_byte, label, note, source, reader, created,"
                " modified, quote, prefix, suffix) VALUES (?, ?, ?, ?, ?, ?, ?, '', 'reader', ?, ?, ?, ?, ?)",
                (
                    f"{index:016x}{number_in_text:016x}", index, index, begin, end, "claim", f"note {number_in_text}", TIME,
                    TIME, quote, text[start - 4 : start], text[start + 6 : start + 10],
                ),
            )
    connection.commit()
    connection.close()
