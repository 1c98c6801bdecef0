// The words selected on the page of a document, as the server finds them again: blocks by their anchors, places in them
// counted in characters without white space. What stands in a block but not in the document (a gap) does not count.

const bare = (text) => [...text.replace(/\s/gu, "")];

/** What is selected of the document, or nothing: `aside` where notes of ours beside one paragraph are selected with it. */
export function selected() {
  const selection = document.getSelection();
  const transcript = document.querySelector(".transcript");
  if (!transcript || selection.isCollapsed || !selection.rangeCount) return null;
  const ends = [selection.anchorNode, selection.focusNode];
  if (!ends.some((node) => transcript.contains(node)) || !selection.toString().trim()) return null;
  const range = selection.getRangeAt(0);
  const parts = [...transcript.querySelectorAll(".block-text")]
    .filter((text) => range.intersectsNode(text))
    .map((text) => part(text, range))
    .filter((one) => one.words.length);
  const words = parts.flatMap((one) => one.words).join("");
  const first = parts[0];
  const last = parts.at(-1);
  return {
    range,
    aside: parts.length === 1 && bare(range.toString()).length > [...words].length,
    several: selection.rangeCount > 1,
    asked: first
      ? { first: first.anchor, start: first.start, last: last.anchor, end: last.start + last.words.length, words }
      : null,
  };
}

/** The characters selected of one block's text, and how many of it stand before them. */
function part(text, range) {
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".gap") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const found = { anchor: text.closest(".block").id, start: 0, words: [] };
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const [from, to] = cut(node, range);
    if (!found.words.length) found.start += bare(node.data.slice(0, from)).length;
    found.words.push(...bare(node.data.slice(from, to)));
  }
  return found;
}

/** From where to where a text is selected; at its end where it is not, so that all of it counts as before. */
function cut(node, range) {
  if (!range.intersectsNode(node)) return [node.length, node.length];
  const from = node === range.startContainer ? range.startOffset : 0;
  return [from, node === range.endContainer ? range.endOffset : node.length];
}
