/** Everything that makes a thread quick to use; each button works without it too. */
import { startNews } from "./news";
import { startPlacing } from "./place";
import { startQuoting } from "./quote";
import { startSharing } from "./share";
import { startSteps } from "./steps";
import { startToggles } from "./toggle";

const thread = document.querySelector<HTMLElement>("[data-thread]");
if (thread) {
  startToggles(thread.dataset);
  startSharing(thread.dataset);
  startQuoting(thread.dataset);
  startPlacing(thread);
  startNews(thread);
  startSteps(thread.dataset);
}
