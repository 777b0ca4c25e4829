//! Places for the annotations of a text that the file holds.
//!
//! The article is the one with that text, and places hold as they are. Else the two texts are compared, if the source or the
//! title tells which article it is: [`Relocation`] then finds passages that were corrected too.

use super::placer::{Placed, Placer, Unplaced, placed};
use super::placing::Fit;
use super::{ArticleReference, GivenArticle, Incoming};
use crate::annotation::Relocation;
use crate::article::Article;
use crate::library::{ArticleId, FileStamp, LibraryError, Store};

impl Placer {
    /// The article that has the text which the file holds, if any does.
    pub fn article_of(
        &mut self,
        store: &mut Store,
        given: &GivenArticle,
        add: bool,
    ) -> Result<Option<ArticleId>, LibraryError> {
        let known = store.article_of_text(&given.text)?;
        if known.is_some() || !add {
            return Ok(known);
        }
        self.titles = None;
        // The file's own address may be another article's here.
        let uri = format!("import:{}", given.reference.hash);
        let mut article = Article::from_text(given.text.clone());
        if !given.reference.title.trim().is_empty() {
            article.title = given.reference.title.replace('\n', " ");
        }
        Ok(Some(store.add(&uri, &article, FileStamp::default())?.id))
    }

    /// Puts the annotations of a text that the file holds in their places; `here` is the article with that text.
    pub fn place_given(
        &mut self,
        store: &Store,
        given: &GivenArticle,
        here: Option<ArticleId>,
        annotations: Vec<Incoming>,
    ) -> Result<Vec<Result<Placed, Unplaced>>, LibraryError> {
        if let Some(article) = here {
            let revision = self.open(store, article)?.revision;
            let place = |incoming: Incoming| match incoming.given {
                Some(span) => Ok(Ok(placed(incoming, article, (span, revision, Fit::There)))),
                None => self.place_found(store, article, incoming),
            };
            return annotations.into_iter().map(place).collect();
        }
        let mut unplaced = Vec::new();
        let mut done = Vec::with_capacity(annotations.len());
        if let Some(article) = self.version(store, &given.reference)? {
            let open = self.open(store, article)?;
            let (text, revision) = (&open.text.text, open.revision);
            let relocation = Relocation::new(&given.text, text);
            for incoming in annotations {
                let Some(span) = incoming.given else {
                    unplaced.push(incoming);
                    continue;
                };
                done.push(match relocation.find(span) {
                    Some(found) => {
                        Ok(Placed { incoming, article, revision, span: found.span, exactly: found.exactly })
                    }
                    // Not by its quote in this article: that would be another sentence, which reads alike.
                    None => Err((incoming, None)),
                });
            }
        } else {
            unplaced = annotations;
        }
        for incoming in unplaced {
            done.push(self.place(store, incoming)?);
        }
        Ok(done)
    }

    /// The article that is another version of one that is told of: the one from its source, or the only one of its title.
    fn version(&mut self, store: &Store, told: &ArticleReference) -> Result<Option<ArticleId>, LibraryError> {
        if !told.uri.is_empty()
            && let Some(article) = store.article_from(&told.uri)?
        {
            return Ok(Some(article));
        }
        Ok(match self.titled(store, &told.title)?[..] {
            [article] => Some(article),
            _ => None,
        })
    }
}
