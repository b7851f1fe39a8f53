// What the page knows, and who wants to hear of changes.

export const state = {
  world: null,      // GET /control/world
  guild: null,      // the guild in view
  me: null,         // the person one is: {id, name, avatar, member, characters}
  channel: null,    // {id, name, …} or {dm: true}
  commands: [],     // as Discord would list them
};

const bus = new EventTarget();

export const say = (kind, data) => bus.dispatchEvent(new CustomEvent(kind, { detail: data }));
export const hear = (kind, work) => bus.addEventListener(kind, (event) => work(event.detail));

export const role = (id) => state.guild?.roles.find((one) => one.id === id);
export const channel = (id) => state.guild?.channels.find((one) => one.id === id);

/** Roles worth showing, highest first. */
export function rolesOf(ids) {
  return ids.map(role).filter(Boolean).sort((a, b) => b.position - a.position);
}

/** The colour that a name has: that of the highest coloured role. */
export const nameColour = (ids) => rolesOf(ids ?? []).find((one) => one.color)?.color;
