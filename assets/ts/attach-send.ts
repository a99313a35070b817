/** One file on its way. Only XMLHttpRequest tells how far it is. */
export type Answer =
  | { kind: "there" | "refused"; html: string }
  | { kind: "lost" | "signed out" | "wrong" | "stopped" };

export interface Sending {
  done: Promise<Answer>;
  stop: () => void;
}

export function send(url: string, body: FormData, progress: (part: number) => void): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<Answer>((resolve) => {
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("load", () => resolve(answer(request, url)));
    request.addEventListener("error", () => resolve({ kind: "lost" }));
    request.addEventListener("timeout", () => resolve({ kind: "lost" }));
    request.addEventListener("abort", () => resolve({ kind: "stopped" }));
  });
  request.open("POST", url);
  request.timeout = 180_000;
  request.send(body);
  return { done, stop: () => request.abort() };
}

function answer(request: XMLHttpRequest, url: string): Answer {
  if (new URL(request.responseURL).pathname !== url) return { kind: "signed out" };
  if (request.status !== 200 && request.status !== 422) return { kind: "wrong" };
  const { html } = JSON.parse(request.responseText) as { html: string };
  return { kind: request.status === 200 ? "there" : "refused", html };
}
