import { startHtmx } from "./htmx";
import { startDialogs } from "./dialogs";
import { startEditors } from "./editors";
import { startFocus } from "./focus";
import { startForms } from "./forms";
import { startMenus } from "./menus";
import { startTheme } from "./theme";
import { startToasts } from "./toasts";

startHtmx();
startTheme();
startMenus();
startDialogs();
startToasts();
startFocus();
startForms();
startEditors();
