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

  export interface Place {
    readonly pos: number;
    readonly parentOffset: number;
    readonly parent: { textBetween(from: number, to: number, block?: string, leaf?: string): string };
  }

  export class Editor {
    constructor(options: Record<string, unknown>);
    readonly isEmpty: boolean;
    readonly state: { selection: { empty: boolean; $from: Place } };
    readonly view: { dom: HTMLElement; focus(): void; coordsAtPos(place: number): { left: number; bottom: number } };
    chain(): Chain;
    isActive(name: string): boolean;
    getAttributes(name: string): Record<string, string | undefined>;
    getHTML(): string;
    on(event: "transaction" | "update" | "focus", run: () => void): void;
    destroy(): void;
  }
}
