/** Marks in the text editor, which stay with their words while somebody types on. */
import { pm, type DecorationSet, type Doc, type Editor } from "django-prose-editor/editor";
import { fitting, marked, type At, type Marked, type Spot } from "./guard-fields";

const { Plugin, PluginKey, TextSelection } = pm.state;
const { Decoration, DecorationSet } = pm.view;

/** From and to of every code point: a line for each paragraph, a line end between them. */
function signs(doc: Doc): [number, number][] {
  const found: [number, number][] = [];
  let begun = false;
  doc.descendants((node, place) => {
    if (node.isTextblock) {
      if (begun) found.push([place, place]);
      begun = true;
    } else if (node.isText) {
      let at = place;
      for (const sign of node.text ?? "") found.push([at, (at += sign.length)]);
    } else if (node.isLeaf) found.push([place, place + node.nodeSize]);
  });
  return found;
}

function decorate(doc: Doc, spots: Spot[]): DecorationSet {
  const at = signs(doc);
  const made = spots.flatMap(({ start, end, tone }, index) => {
    const from = at[start]?.[0];
    const to = at[end - 1]?.[1];
    if (from === undefined || to === undefined || from >= to) return [];
    const nodeName = tone === "plain" || tone === "left" ? "span" : "mark";
    return [Decoration.inline(from, to, { nodeName, class: `guard-mark--${tone}` }, { index })];
  });
  return DecorationSet.create(doc, made);
}

class Marks implements Marked {
  private readonly key = new PluginKey("guard");

  constructor(
    private readonly editor: Editor,
    area: HTMLTextAreaElement,
  ) {
    const { key } = this;
    const tell = (index: number, clicked: boolean): void => {
      area.dispatchEvent(new CustomEvent<At>("guard:at", { detail: { index, clicked } }));
    };
    editor.registerPlugin(
      new Plugin({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (change, set: DecorationSet) => {
            const spots = change.getMeta(key) as Spot[] | undefined;
            return spots ? decorate(change.doc, spots) : set.map(change.mapping, change.doc);
          },
        },
        props: {
          decorations: (state) => key.getState(state),
          handleClick: (_view, place: number) => {
            const index = this.set.find(place, place)[0]?.spec.index;
            if (index !== undefined) tell(index, true);
            return false;
          },
        },
        view: () => ({
          update: ({ state }, before) => {
            // Coming to a mark with the keyboard, not typing beside it.
            if (state.doc !== before.doc || state.selection.$from.pos === before.selection.$from.pos) return;
            const index = state.selection.empty ? this.indexAt(state.selection.$from.pos) : -1;
            if (index >= 0 && index !== this.indexAt(before.selection.$from.pos)) tell(index, false);
          },
        }),
      }),
    );
  }

  private get set(): DecorationSet {
    return this.key.getState(this.editor.state);
  }

  private indexAt(place: number): number {
    return this.set.find(place, place)[0]?.spec.index ?? -1;
  }

  /** Where it stands now; null when the words are gone. */
  private find(index: number): { from: number; to: number } | null {
    return this.set.find(undefined, undefined, (spec) => spec.index === index)[0] ?? null;
  }

  mark(spots: Spot[]): void {
    this.editor.view.dispatch(this.editor.state.tr.setMeta(this.key, spots).setMeta("addToHistory", false));
  }

  words(index: number): string {
    const found = this.find(index);
    return found ? this.editor.state.doc.textBetween(found.from, found.to, "\n", "\n") : "";
  }

  replace(indexes: number[], word: string): void {
    const { state, view } = this.editor;
    const found = indexes.map((index) => this.find(index)).filter((one) => one !== null);
    const around = (from: number): string => state.doc.textBetween(Math.max(0, from), Math.min(state.doc.content.size, from + 1));
    const change = state.tr;
    // From the end, so that what stands before stays where it is.
    for (const { from: first, to } of found.sort((one, two) => two.from - one.from)) {
      // Without the words, one of the two spaces around them goes too.
      const from = !word && around(first - 1) === " " && /^[ .,;:!?]?$/.test(around(to)) ? first - 1 : first;
      const said = fitting(state.doc.textBetween(Math.max(0, from - 200), from, "\n", "\n"), word);
      if (said) change.insertText(said, from, to);
      else change.delete(from, to);
    }
    // A step of its own, so that Ctrl+Z takes back just this.
    if (found.length) view.dispatch(pm.history.closeHistory(change).scrollIntoView());
  }

  select(index: number): void {
    const found = this.find(index);
    const { state, view } = this.editor;
    if (found) view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, found.from, found.to)).scrollIntoView());
    view.focus();
  }

  focus(): void {
    this.editor.view.focus();
  }
}

export function showMarks(editor: Editor, area: HTMLTextAreaElement): void {
  marked.set(area, new Marks(editor, area));
}
