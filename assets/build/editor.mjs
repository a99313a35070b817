/** Finds the editor that the Python package django-prose-editor brings along. */
import { execFileSync } from "node:child_process";
import path from "node:path";

const ASK = "import importlib.util as u; print(u.find_spec('django_prose_editor').submodule_search_locations[0])";

export function proseEditor(root) {
  const python = process.env.LEERKRING_PYTHON ?? path.join(root, ".venv/bin/python");
  const folder = execFileSync(python, ["-c", ASK], { encoding: "utf8" }).trim();
  return path.join(folder, "static/django_prose_editor/editor.js");
}
