// What we use of the editor that django-prose-editor brings; the build points this name at it.
declare module "django-prose-editor/editor" {
  export interface Extension {
    configure(options: Record<string, unknown>): Extension;
  }
  export const Blockquote: Extension;
  export const Bold: Extension;
  export const BulletList: Extension;
  export const Document: Extension;
  export const HardBreak: Extension;
  export const History: Extension;
  export const Link: Extension & { extend(changes: Record<string, unknown>): Extension };
  export const ListItem: Extension;
  export const OrderedList: Extension;
  export const Paragraph: Extension;
  export const Text: Extension;

  export interface Chain {
    focus(position?: "end"): Chain;
    toggleBold(): Chain;
    toggleBulletList(): Chain;
    toggleOrderedList(): Chain;
    toggleBlockquote(): Chain;
    extendMarkRange(name: string): Chain;
    setLink(attributes: { href: string }): Chain;
    unsetLink(): Chain;
    insertContent(content: unknown): Chain;
    setContent(content: string): Chain;
    insertContentAt(range: { from: number; to: number }, content: unknown): Chain;
    run(): boolean;
  }

  export interface Node {
    readonly isTextblock: boolean;
    readonly isText: boolean;
    readonly isLeaf: boolean;
    readonly nodeSize: number;
    readonly text?: string;
  }

  export interface Doc {
    readonly content: { readonly size: number };
    descendants(run: (node: Node, place: number) => void): void;
    textBetween(from: number, to: number, block?: string, leaf?: string): string;
  }

  export interface Change {
    readonly doc: Doc;
    readonly mapping: unknown;
    getMeta(key: PluginKey): unknown;
    setMeta(key: PluginKey | string, value: unknown): Change;
    insertText(text: string, from: number, to: number): Change;
    delete(from: number, to: number): Change;
    setSelection(selection: unknown): Change;
    scrollIntoView(): Change;
  }

  export interface State {
    readonly doc: Doc;
    readonly tr: Change;
    readonly selection: { empty: boolean; $from: Place };
  }

  export interface Decoration {
    readonly from: number;
    readonly to: number;
    readonly spec: { index?: number };
  }

  export interface DecorationSet {
    map(mapping: unknown, doc: Doc): DecorationSet;
    find(start?: number, end?: number, fits?: (spec: Decoration["spec"]) => boolean): Decoration[];
  }

  export interface PluginKey {
    getState(state: State): DecorationSet;
  }

  export interface PluginParts {
    key: PluginKey;
    state: { init: () => DecorationSet; apply: (change: Change, set: DecorationSet) => DecorationSet };
    props: {
      decorations: (state: State) => DecorationSet;
      handleClick: (view: unknown, place: number) => boolean;
    };
    view: () => { update: (view: { readonly state: State }, before: State) => void };
  }

  export const pm: {
    state: {
      Plugin: new (parts: PluginParts) => object;
      PluginKey: new (name: string) => PluginKey;
      TextSelection: { create(doc: Doc, from: number, to: number): unknown };
    };
    view: {
      Decoration: { inline(from: number, to: number, attributes: Record<string, string>, spec: Decoration["spec"]): Decoration };
      DecorationSet: { readonly empty: DecorationSet; create(doc: Doc, made: Decoration[]): DecorationSet };
    };
    history: { closeHistory(change: Change): Change };
  };

  export interface Place {
    readonly pos: number;
    readonly parentOffset: number;
    readonly parent: { textBetween(from: number, to: number, block?: string, leaf?: string): string };
  }

  export class Editor {
    constructor(options: Record<string, unknown>);
    readonly isEmpty: boolean;
    readonly state: State;
    readonly view: {
      dom: HTMLElement;
      focus(): void;
      dispatch(change: Change): void;
      coordsAtPos(place: number): { left: number; bottom: number };
    };
    registerPlugin(plugin: object): unknown;
    chain(): Chain;
    isActive(name: string): boolean;
    getAttributes(name: string): Record<string, string | undefined>;
    getHTML(): string;
    on(event: "transaction" | "update" | "focus", run: () => void): void;
    destroy(): void;
  }
}
