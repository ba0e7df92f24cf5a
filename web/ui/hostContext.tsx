import {createContext, useContext, type JSX} from "solid-js";
import type {Host} from "../host.ts";

const HostContext = createContext<Host>();
export const HostProvider = HostContext.Provider;

/** The way to the page, for components inside a HostProvider. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error("useHost: missing HostProvider");
  return host;
}

/** A link out: the sandbox cannot follow it, so the page asks the reader first. */
export function OutLink(props: {href: string; children: JSX.Element}): JSX.Element {
  const host = useHost();
  const ask = (event: MouseEvent) => {
    event.preventDefault();
    host.send({type: "link", url: props.href});
  };
  return (
    <a href={props.href} onClick={ask}>
      {props.children}
    </a>
  );
}
