// Runs before the first paint: without it a chosen theme would flash.
const root = document.documentElement;
root.dataset.js = "";
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
} catch {
  // Storage may be closed; then the device's own preference holds.
}
