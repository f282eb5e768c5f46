// Where the bands of a Sankey lie. Pure: nodes and links in, places out; nothing here knows what flows.
export interface FlowNode {
  key: string;
  label: string;
  tone?: Tone;
  to?: string; // the page it stands for
}
export interface FlowLink {
  from: string;
  to: string;
  cents: number;
}
export type Tone = 'main' | 'good' | 'wait' | 'lost';

export interface Placed extends FlowNode {
  column: number;
  cents: number;
  x: number;
  y: number;
  height: number;
}
export interface Band extends FlowLink {
  tone: Tone;
  path: string;
  width: number;
}

export const NODE_WIDTH = 10;
const GAP = 30; // room for two lines of words beside the smallest node
const THINNEST = 1.5; // a cent among millions is still seen

// A node stands one column right of the last that flows into it.
function columns(nodes: FlowNode[], links: FlowLink[]): Map<string, number> {
  const found = new Map(nodes.map(({ key }) => [key, 0]));
  for (let round = 0; round < nodes.length; round++) {
    let moved = false;
    for (const { from, to } of links) {
      const wanted = (found.get(from) ?? 0) + 1;
      if (wanted > (found.get(to) ?? 0) && wanted < nodes.length) {
        found.set(to, wanted);
        moved = true;
      }
    }
    if (!moved) break;
  }
  return found;
}

export function layout(nodes: FlowNode[], all: FlowLink[], width: number, right: number): { placed: Placed[]; bands: Band[]; height: number } {
  const known = new Set(nodes.map(({ key }) => key));
  const links = all.filter(({ from, to, cents }) => cents > 0 && known.has(from) && known.has(to));
  const sum = (key: string, side: 'from' | 'to') => links.filter((link) => link[side] === key).reduce((total, link) => total + link.cents, 0);
  const column = columns(nodes, links);
  const last = Math.max(1, ...column.values());
  const placed: Placed[] = nodes.map((node) => ({
    ...node, column: column.get(node.key) ?? 0, cents: Math.max(sum(node.key, 'from'), sum(node.key, 'to')),
    x: ((width - right - NODE_WIDTH) * (column.get(node.key) ?? 0)) / last, y: 0, height: 0,
  }));
  const stacks = Array.from({ length: last + 1 }, (_, at) => placed.filter((node) => node.column === at));
  const most = Math.max(1, ...stacks.map((stack) => stack.length));
  const height = Math.max(200, most * 52);
  const scale = Math.min(...stacks.filter((stack) => stack.length > 0).map((stack) => (height - (stack.length - 1) * GAP) / Math.max(1, stack.reduce((total, node) => total + node.cents, 0))));
  for (const stack of stacks) {
    const used = stack.reduce((total, node) => total + Math.max(node.cents * scale, THINNEST), 0) + (stack.length - 1) * GAP;
    let y = Math.max(0, (height - used) / 2);
    for (const node of stack) {
      node.height = Math.max(node.cents * scale, THINNEST);
      node.y = y;
      y += node.height + GAP;
    }
  }
  const at = new Map(placed.map((node) => [node.key, node]));
  const left = new Map<string, number>();
  const entered = new Map<string, number>();
  const inOrder = [...links].sort((one, other) => at.get(one.from)!.y - at.get(other.from)!.y || at.get(one.to)!.y - at.get(other.to)!.y);
  const bands = inOrder.map((link) => {
    const [source, target] = [at.get(link.from)!, at.get(link.to)!];
    const thick = Math.max(link.cents * scale, THINNEST);
    const y0 = source.y + (left.get(link.from) ?? 0) + thick / 2;
    const y1 = target.y + (entered.get(link.to) ?? 0) + thick / 2;
    left.set(link.from, (left.get(link.from) ?? 0) + thick);
    entered.set(link.to, (entered.get(link.to) ?? 0) + thick);
    const [x0, x1] = [source.x + NODE_WIDTH, target.x];
    const middle = (x0 + x1) / 2;
    return { ...link, tone: target.tone ?? 'main', width: thick, path: `M${x0},${y0} C${middle},${y0} ${middle},${y1} ${x1},${y1}` };
  });
  return { placed, bands, height: Math.max(height, ...placed.map((node) => node.y + Math.max(node.height, 30))) };
}
