//! What a file is that holds no plain text, told from its first bytes, so that the reader can be told too.

use memchr::memchr;

/// Bytes that stand at a fixed place in files of one kind.
struct Signature {
    offset: usize,
    bytes: &'static [u8],
    name: &'static str,
}

const fn signature(offset: usize, bytes: &'static [u8], name: &'static str) -> Signature {
    Signature { offset, bytes, name }
}

/// The first that matches names the file: the more exact ones come first. Values are those of the formats' own
/// specifications. Those that text could hold by chance stand for files that have a NUL near their beginning.
const SIGNATURES: &[Signature] = &[
    signature(0, b"%PDF-", "a PDF document"),
    signature(0, b"{\\rtf", "an RTF document"),
    signature(0, b"%!PS-", "a PostScript document"),
    signature(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document (Word, Excel or PowerPoint)"),
    signature(0, b"AT&TFORM", "a DjVu document"),
    signature(0, b"HWP Document File V3", "an old Hangul (HWP) document"),
    signature(0, b"CAJ\0", "a CAJ document"),
    signature(0, b"ITSF\x03\0", "a compiled help (CHM) document"),
    signature(30, b"mimetypeapplication/hwp+zip", "a Hangul (HWPX) document"),
    signature(0, b"PAR1\x15", "a Parquet table"),
    signature(0, b"ARROW1\0\0", "an Arrow table"),
    signature(0, b"\x89HDF\r\n\x1A\n", "an HDF5 table"),
    signature(0, b"-----BEGIN PGP MESSAGE-----", "an encrypted message"),
    signature(0, b"age-encryption.org/v1", "an encrypted file"),
    signature(0, b"Salted__", "an encrypted file"),
    signature(60, b"BOOKMOBI", "a Kindle book"),
    signature(30, b"mimetypeapplication/epub+zip", "an EPUB book"),
    signature(30, b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    signature(30, b"[Content_Types].xml", "an Office document (Word, Excel or PowerPoint)"),
    signature(0, b"PK\x03\x04", "a ZIP archive"),
    signature(0, b"PK\x05\x06", "an empty ZIP archive"),
    signature(0, b"\x1F\x8B", "a gzip archive"),
    signature(0, b"\xFD7zXZ\0", "an xz archive"),
    signature(0, b"BZh91AY&SY", "a bzip2 archive"),
    signature(0, b"\x28\xB5\x2F\xFD", "a zstd archive"),
    signature(0, b"\x04\x22\x4D\x18", "an LZ4 archive"),
    signature(0, b"MSCF\0\0\0\0", "a CAB archive"),
    signature(0, b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    signature(0, b"Rar!\x1A\x07", "a RAR archive"),
    signature(257, b"ustar", "a tar archive"),
    signature(0, b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    signature(0, b"\xFF\xD8\xFF", "a JPEG picture"),
    signature(0, b"GIF87a", "a GIF picture"),
    signature(0, b"GIF89a", "a GIF picture"),
    signature(8, b"WEBP", "a WebP picture"),
    signature(0, b"8BPS\0\x01", "a Photoshop picture"),
    signature(0, b"II*\0", "a TIFF picture"),
    signature(0, b"MM\0*", "a TIFF picture"),
    signature(4, b"ftypavif", "an AVIF picture"),
    signature(4, b"ftyphei", "a HEIF picture"),
    signature(4, b"ftypM4A", "an MPEG-4 sound recording"),
    signature(4, b"ftyp", "an MPEG-4 video"),
    signature(0, b"\x1A\x45\xDF\xA3", "a Matroska or WebM video"),
    signature(0, b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", "a Windows Media recording"),
    signature(0, b"FLV\x01", "a Flash video"),
    signature(0, b"#!AMR", "an AMR sound recording"),
    signature(8, b"AVI LIST", "an AVI video"),
    signature(8, b"WAVEfmt ", "a WAV sound recording"),
    signature(0, b"ID3\x02", "an MP3 sound recording"),
    signature(0, b"ID3\x03", "an MP3 sound recording"),
    signature(0, b"ID3\x04", "an MP3 sound recording"),
    signature(0, b"\xFF\xFB", "an MP3 sound recording"),
    signature(0, b"\xFF\xF3", "an MP3 sound recording"),
    signature(0, b"OggS\0", "an Ogg recording"),
    signature(0, b"fLaC\0", "a FLAC sound recording"),
    signature(0, b"\x7FELF", "a program"),
    signature(0, b"\xCF\xFA\xED\xFE", "a program"),
    signature(0, b"SQLite format 3\0", "a SQLite database"),
    signature(0, b"\xFF\xFE\0\0", "text in UTF-32"),
    signature(0, b"\0\0\xFE\xFF", "text in UTF-32"),
];

/// What the file is that begins with `head`, as words that follow "it is": "a PDF document". None where nothing
/// speaks against text, as far as signatures go.
pub(super) fn known_kind(head: &[u8]) -> Option<&'static str> {
    let has_nul = memchr(0, head).is_some();
    let matches = |signature: &&Signature| {
        (signature.offset == 0 || has_nul)
            && head.get(signature.offset..).is_some_and(|rest| rest.starts_with(signature.bytes))
    };
    SIGNATURES.iter().find(matches).map(|signature| signature.name)
}

/// What helps with a file of some kind, told by how its name ends.
const ADVICE: &[(&str, &str)] = &[
    ("PDF document", "`pdftotext -layout FILE -` gives its text, which can be piped into `pingdian -`"),
    ("picture", "the words in a picture take a program for text recognition"),
    ("recording", "a transcript of it can be read"),
    ("video", "a transcript of it can be read"),
    ("archive", "unpack it, and name what is in it"),
    ("Kindle book", "calibre's `ebook-convert` makes an EPUB of it"),
    ("document", "save it as text, HTML or EPUB"),
    ("PowerPoint)", "save it as text or HTML"),
    ("OpenDocument file", "save it as text, HTML or EPUB"),
    ("UTF-32", "save it as UTF-8"),
    ("table", "save it as CSV or JSON Lines"),
    ("encrypted message", "decrypt it first"),
    ("encrypted file", "decrypt it first"),
];

/// What a person can do about a file that is `kind`, as [`known_kind`] names it.
pub(super) fn advice(kind: &str) -> &'static str {
    let known = ADVICE.iter().find(|(end, _)| kind.ends_with(end));
    known.map_or("where it holds words, save them as text, Markdown, HTML or EPUB", |(_, advice)| advice)
}

#[cfg(test)]
mod tests {
    use super::known_kind;

    #[test]
    fn names_common_files() {
        assert_eq!(known_kind(b"%PDF-1.7\n"), Some("a PDF document"));
        assert_eq!(known_kind(b"\x89PNG\r\n\x1A\n\0\0"), Some("a PNG picture"));
        assert_eq!(known_kind(b"\xFF\xD8\xFF\xE0"), Some("a JPEG picture"));
        assert_eq!(known_kind(b"\x1F\x8B\x08"), Some("a gzip archive"));
        assert_eq!(known_kind(b"\0\0\0\x18ftypmp42"), Some("an MPEG-4 video"));
        assert_eq!(known_kind(b"SQLite format 3\0\x10"), Some("a SQLite database"));
        assert_eq!(known_kind(b"PAR1\x15\0\x15"), Some("a Parquet table"));
        assert_eq!(known_kind(b"-----BEGIN PGP MESSAGE-----\n"), Some("an encrypted message"));
    }

    #[test]
    fn tells_a_book_from_a_plain_archive() {
        let mut epub = b"PK\x03\x04".to_vec();
        epub.resize(30, 0);
        assert_eq!(known_kind(&epub), Some("a ZIP archive"));
        epub.extend_from_slice(b"mimetypeapplication/epub+zip");
        assert_eq!(known_kind(&epub), Some("an EPUB book"));
    }

    #[test]
    fn every_kind_has_advice_that_fits_it() {
        let unpack = super::advice("a RAR archive");
        for signature in super::SIGNATURES {
            let is_archive = signature.name.ends_with("archive");
            assert_eq!(super::advice(signature.name) == unpack, is_archive, "{}", signature.name);
        }
        assert!(super::advice("a PDF document").contains("pdftotext"));
        assert!(super::advice("a program").contains("save them as text"));
    }

    #[test]
    fn takes_no_text_for_something_else() {
        for text in [
            "",
            "P",
            "PK 戰",
            "ID3 標籤",
            "GIF 圖",
            "7z 壓縮",
            "Rar!",
            "BZh 是什麼",
            "II 編",
            "%PDF",
            "the ftyp box",
        ] {
            assert_eq!(known_kind(text.as_bytes()), None, "{text}");
        }
    }
}
