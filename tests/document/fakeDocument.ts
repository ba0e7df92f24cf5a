// As much of a document as drawing prose asks for, and a way to see what was drawn.

export interface FakeNode {
  tag: string;
  namespace: string;
  attributes: Record<string, string>;
  text: string;
  children: FakeNode[];
}

class Fake implements FakeNode {
  attributes: Record<string, string> = {};
  children: FakeNode[] = [];
  readonly style: {cssText: string} = {cssText: ""};
  readonly tag: string;
  readonly namespace: string;
  readonly text: string;

  constructor(tag: string, namespace: string, text: string) {
    this.tag = tag;
    this.namespace = namespace;
    this.text = text;
  }

  appendChild(child: FakeNode): FakeNode {
    this.children.push(child);
    return child;
  }

  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
}

export const fakeDocument = {
  createDocumentFragment: () => new Fake("#fragment", "", ""),
  createTextNode: (text: string) => new Fake("#text", "", text),
  createElementNS: (namespace: string, tag: string) => new Fake(tag, namespace, "")
} as unknown as Document;

export function allNodes(node: FakeNode): FakeNode[] {
  return [node, ...node.children.flatMap(allNodes)];
}
