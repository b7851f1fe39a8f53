// The one way to the control API: the token, JSON both ways, and the feed of changes.

const KEY = "sandbox.token";

/** Take the token out of the printed address, so that it neither stays in sight nor in the history. */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

export const setToken = (token) => sessionStorage.setItem(KEY, token);

export class Refused extends Error {
  constructor(status, message) { super(message); this.status = status; }
}

export async function call(method, path, body, signal) {
  const headers = { Authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ""}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(`/control${path}`, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  const data = await answer.json().catch(() => ({ error: `The sandbox answered ${answer.status} without JSON.` }));
  if (!answer.ok) throw new Refused(answer.status, data.error ?? `HTTP ${answer.status}`);
  return data;
}

export const get = (path, params, signal) => call("GET", params ? `${path}?${new URLSearchParams(Object.entries(params).filter(([, v]) => v !== undefined && v !== null && v !== ""))}` : path, undefined, signal);
export const post = (path, body = {}) => call("POST", path, body);
export const put = (path, body) => call("PUT", path, body);
export const patch = (path, body) => call("PATCH", path, body);
export const del = (path, body) => call("DELETE", path, body);

/** Follow the feed for ever. `onEvents` gets lists in order; `onReset` when we fell behind or the sandbox began anew; `onLine` true/false. */
export async function follow({ start, onEvents, onReset, onLine }) {
  let { since, run } = start;
  for (;;) {
    try {
      const answer = await get("/events", { since, run, wait: 25 });
      onLine(true);
      since = answer.next;
      run = answer.run;
      if (answer.reset) onReset();
      else if (answer.events.length) onEvents(answer.events);
    } catch (error) {
      onLine(false, error);
      if (error.status === 401) return;
      await new Promise((done) => setTimeout(done, 1500));
    }
  }
}
