// Where the lists of the picker come from: members, roles, channels, people, corporations.

import { get } from "./api.js";
import { state } from "./state.js";
import { among } from "./picker.js";

const CHANNEL_ICON = { 0: "#", 2: "🔊", 4: "▾", 5: "📣", 13: "🎙", 15: "☰" };

export const memberItem = (member) => ({
  value: member.id, label: member.name, image: member.avatar,
  description: [member.username, ...(member.characters ?? []).slice(0, 2).map((one) => one.name)].filter((text) => text && text !== member.name).join(" · "),
});

export const members = async (query) => (await get(`/guilds/${state.guild.id}/members`, { q: query, limit: 25 })).members.map(memberItem);
export const roles = (query) => among([...state.guild.roles].filter((one) => one.id !== state.guild.id)
  .sort((a, b) => b.position - a.position).map((one) => ({ value: one.id, label: one.name, colour: one.color })))(query);
export const channels = (types) => (query) => among(state.guild.channels.filter((one) => !types?.length || types.includes(one.type))
  .map((one) => ({ value: one.id, label: one.name, icon: CHANNEL_ICON[one.type] ?? "#" })))(query);
export const mentionables = async (query) => [...(await members(query)).slice(0, 15), ...roles(query).slice(0, 10)];
export const people = async (query) => (await get("/people", { q: query, limit: 40 })).people.map(memberItem);

export const corporations = async (query) => (await get("/eve/corporations", { q: query, limit: 60 })).corporations.map((one) => ({
  value: one.id, label: `[${one.ticker}] ${one.name}`, image: one.logo, description: one.alliance?.name ?? "no alliance",
}));
export const alliances = async (query) => (await get("/eve/alliances", { q: query, limit: 60 })).alliances.map((one) => ({
  value: one.id, label: `[${one.ticker}] ${one.name}`, image: one.logo,
}));

/** The source for a select component or a slash option of that kind. */
export function entities(kind, channelTypes) {
  return { user: members, role: roles, channel: channels(channelTypes), mentionable: mentionables }[kind];
}
