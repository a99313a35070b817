/** A button or link with data-dialog="id" opens that <dialog>; without a script the link is followed. */
import { onClick } from "./dom";

export function startDialogs(): void {
  onClick("[data-dialog]", (opener, event) => {
    const dialog = document.getElementById(opener.dataset.dialog ?? "");
    if (!(dialog instanceof HTMLDialogElement)) return;
    event.preventDefault();
    dialog.showModal();
  });
  onClick("[data-dialog-close]", (button, event) => {
    const dialog = button.closest("dialog");
    if (!dialog) return;
    event.preventDefault();
    dialog.close();
  });
  // A press on the backdrop is a press on the dialog itself, outside its content.
  onClick("dialog[open]", (element, event) => {
    const dialog = element as HTMLDialogElement;
    if (event.target !== dialog) return;
    const box = dialog.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) dialog.close();
  });
}
