//! The sentences of an article that are read, as motions go from one to the next.

use super::{Article, Block, BlockKind};
use crate::text::{self, Span};

impl Block {
    /// Whether motions stand on it: it is no image, no notice, and says nothing again.
    pub fn is_read(&self) -> bool {
        !(self.repeated || matches!(self.kind, BlockKind::Image | BlockKind::Notice))
    }

    /// The sentences within `piece` of the block, which stands in `text`, in order. An image is one.
    pub fn sentences(&self, text: &str, piece: Span) -> Vec<Span> {
        if self.kind == BlockKind::Image {
            return vec![piece];
        }
        text::sentences(piece.of(text)).into_iter().map(|found| found.shifted(piece.start)).collect()
    }
}

impl Article {
    /// The sentences of the blocks that are read, in order; of all blocks, where none is read.
    pub fn sentences(&self) -> impl Iterator<Item = Span> + '_ {
        let some = self.blocks.iter().any(Block::is_read);
        let blocks = self.blocks.iter().filter(move |block| block.is_read() || !some);
        blocks.flat_map(|block| {
            text::pieces(&self.text, block.span()).flat_map(|piece| block.sentences(&self.text, piece))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_and_notices_are_left_out_where_there_is_more() {
        let text = "晨報\n\n河水漲了。橋斷了嗎？\n\n![](橋.jpg)\n\n沒有人說。";
        let article = Article::from_text(text.to_owned());
        let sentences: Vec<&str> = article.sentences().map(|span| span.of(text)).collect();
        assert_eq!(sentences, ["晨報", "河水漲了。", "橋斷了嗎？", "沒有人說。"]);
        let image = "![橋斷了。人在。](橋.jpg)";
        let article = Article::from_text(image.to_owned());
        assert_eq!(article.sentences().collect::<Vec<_>>(), [Span::new(0, image.len())]);
    }
}
