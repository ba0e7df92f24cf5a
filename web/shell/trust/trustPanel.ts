// What a notebook may do here, and where the reader lets it do more. Nothing in it happens without a click.
import {say} from "../../say.ts";
import {make} from "../element.ts";

export interface TrustView {
  /** in words, such as "a link" or an address. */
  from: string;
  trusted: boolean;
  cores: number;
  /** hosts that its front matter names. */
  named: string[];
  allowed: string[];
  /** inside somebody else's page nothing can be allowed: that page could lie over the buttons. */
  framed: boolean;
}

export interface TrustActions {
  adopt: () => void;
  allow: (hosts: string[]) => void;
}

export function renderTrust(view: TrustView, actions: TrustActions): Node[] {
  const {trusted, from, cores, framed} = view;
  const facts = [
    trusted ? say("shell.mayCores", {cores}) : say("shell.mayHalf", {cores}),
    trusted ? say("shell.mayKeep") : say("shell.mayNotKeep"),
    say("shell.mayNever")
  ];
  const nodes: Node[] = [
    make("p", {}, say("shell.cameFrom", {from})),
    make("ul", {}, ...facts.map((fact) => make("li", {}, fact))),
    renderHosts(view, actions)
  ];
  if (trusted || framed) return nodes;
  const adopt = make(
    "button",
    {type: "button", className: "button primary", act: actions.adopt},
    say("shell.adopt")
  );
  return [...nodes, make("p", {className: "soft"}, say("shell.adoptMeans")), adopt];
}

function renderHosts({named, allowed, framed}: TrustView, {allow}: TrustActions): HTMLElement {
  const hosts = [...new Set([...named, ...allowed])];
  const title = make("h3", {}, say("shell.network"));
  if (hosts.length === 0)
    return make("div", {}, title, make("p", {className: "soft"}, say("shell.noNetwork")));
  const rows = hosts.map((host) => {
    const isAllowed = allowed.includes(host);
    const change = () =>
      allow(isAllowed ? allowed.filter((other) => other !== host) : [...allowed, host]);
    const label = say(isAllowed ? "shell.disallow" : "shell.allow");
    const props = {type: "button", className: "button", disabled: framed, act: change} as const;
    const button = make("button", {...props, aria: {label: `${label} ${host}`}}, label);
    return make("li", {data: {host, allowed: String(isAllowed)}}, make("code", {}, host), button);
  });
  return make(
    "div",
    {},
    title,
    make("p", {className: "soft"}, say("shell.networkMeans")),
    make("ul", {className: "hosts"}, ...rows)
  );
}
