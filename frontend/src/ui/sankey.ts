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
  cents: number;
  x: number;
  y: number;
  height: number;
  room: number; // px for its words, up to the next column
}
export interface Band extends FlowLink {
  tone: Tone;
  path: string;
  width: number;
}

export const NODE_WIDTH = 10;
export const LINE = 15; // px of height of a line of words; a node has one or more for its name and one for its amount
const ROW = 24; // of the column with the most nodes, beside the words of each
const THINNEST = 1.5; // a cent among millions is still seen

interface Stop {
  key: string;
  column: number;
  cents: number;
  node: FlowNode | null; // none where a band only passes by
  y: number;
  height: number;
}

// A node stands one column right of the last that flows into it; what nothing flows out of stands last.
function columns(nodes: FlowNode[], links: FlowLink[]): Map<string, number> {
  const found = new Map(nodes.map(({ key }) => [key, 0]));
  for (let round = 0; round < nodes.length; round++) {
    for (const { from, to } of links) found.set(to, Math.min(nodes.length, Math.max(found.get(to) ?? 0, (found.get(from) ?? 0) + 1)));
  }
  const last = Math.max(...found.values());
  for (const { key } of nodes) if (!links.some(({ from }) => from === key) && links.some(({ to }) => to === key)) found.set(key, last);
  return found;
}

// `lines`: of how many the name of a node is, by its key; one where it is not said.
export function layout(nodes: FlowNode[], all: FlowLink[], width: number, right: number, lines: Map<string, number> = new Map()): { placed: Placed[]; bands: Band[]; height: number } {
  // px of height of the words of a column's nodes; their middle is beside the middle of the node.
  const words = (stack: Stop[]) => (Math.max(1, ...stack.map(({ key }) => lines.get(key) ?? 1)) + 1) * LINE + 4;
  const gap = (stack: Stop[]) => words(stack) + 6; // so that the words of the smallest nodes do not touch
  const known = new Map(nodes.map((node) => [node.key, node]));
  const links = all.filter(({ from, to, cents }) => cents > 0 && known.has(from) && known.has(to));
  if (links.length === 0) return { placed: [], bands: [], height: 0 };
  const column = columns(nodes, links);
  const sum = (key: string, side: 'from' | 'to') => links.filter((link) => link[side] === key).reduce((total, link) => total + link.cents, 0);
  const stops: Stop[] = nodes.map((node) => ({ key: node.key, column: column.get(node.key)!, cents: Math.max(sum(node.key, 'from'), sum(node.key, 'to')), node, y: 0, height: 0 }));
  // A band over more than one column has a place of its own in each that it passes.
  const ways = links.map((link) => {
    const way = [link.from];
    for (let at = column.get(link.from)! + 1; at < column.get(link.to)!; at++) {
      const key = `${link.from}>${link.to}>${at}`;
      stops.push({ key, column: at, cents: link.cents, node: null, y: 0, height: 0 });
      way.push(key);
    }
    return { link, way: [...way, link.to] };
  });
  const at = new Map(stops.map((stop) => [stop.key, stop]));
  const last = Math.max(...stops.map((stop) => stop.column));
  const stacks = Array.from({ length: last + 1 }, (_, number) => stops.filter((stop) => stop.column === number));
  const space = (stack: Stop[]) => stack.slice(1).reduce((total, stop, n) => total + (stop.node || stack[n]!.node ? gap(stack) : gap(stack) / 3), 0);
  const height = Math.max(180, ...stacks.map((stack) => stack.filter((stop) => stop.node).length * (words(stack) + ROW) + 60));
  const scale = Math.min(...stacks.map((stack) => (height - space(stack)) / stack.reduce((total, stop) => total + stop.cents, 1)));
  const middle = (key: string) => at.get(key)!.y + at.get(key)!.height / 2;
  for (const stack of stacks) {
    // Beside what flows into it, so that as little as possible crosses.
    const pull = new Map(stack.map((stop) => {
      const from = ways.flatMap(({ link, way }) => (way.indexOf(stop.key) > 0 ? [{ cents: link.cents, y: middle(way[way.indexOf(stop.key) - 1]!) }] : []));
      const weight = from.reduce((total, { cents }) => total + cents, 0);
      return [stop.key, weight ? from.reduce((total, { cents, y }) => total + cents * y, 0) / weight : 0];
    }));
    stack.sort((one, other) => Math.round(pull.get(one.key)! - pull.get(other.key)!) || Number(!one.node) - Number(!other.node));
    let y = Math.max(words(stack) / 2, (height - space(stack) - stack.reduce((total, stop) => total + Math.max(stop.cents * scale, THINNEST), 0)) / 2);
    stack.forEach((stop, n) => {
      if (n > 0) y += stop.node || stack[n - 1]!.node ? gap(stack) : gap(stack) / 3;
      stop.height = Math.max(stop.cents * scale, THINNEST);
      stop.y = y;
      y += stop.height;
    });
  }
  const x = (number: number) => ((width - right - NODE_WIDTH) * number) / last;
  const taken = new Map<string, number>(); // how much of a side of a stop has a band already
  const inOrder = [...ways].sort((one, other) => middle(one.way[1]!) - middle(other.way[1]!) || middle(one.link.to) - middle(other.link.to));
  const bands = inOrder.map(({ link, way }) => {
    const width = Math.max(link.cents * scale, THINNEST);
    const edge = (key: string, side: string) => {
      const name = `${side} ${key}`;
      const before = taken.get(name) ?? 0;
      taken.set(name, before + width);
      return at.get(key)!.y + before + width / 2;
    };
    let path = '';
    way.slice(1).forEach((key, n) => {
      const [from, to] = [at.get(way[n]!)!, at.get(key)!];
      const [x0, x1] = [x(from.column) + (from.node ? NODE_WIDTH : NODE_WIDTH / 2), x(to.column) + (to.node ? 0 : NODE_WIDTH / 2)];
      const [y0, y1] = [edge(from.key, 'out'), edge(to.key, 'in')];
      const half = (x0 + x1) / 2;
      path += `${n === 0 ? `M${x0},${y0} ` : ''}C${half},${y0} ${half},${y1} ${x1},${y1} `;
    });
    return { ...link, tone: known.get(link.to)!.tone ?? 'main', width, path: path.trim() };
  });
  const room = (number: number) => (number === last ? right : x(number + 1) - x(number) - NODE_WIDTH) - 12;
  const placed = stops.flatMap(({ node, column: number, cents, y, height: tall }) => (node && cents > 0 ? [{ ...node, cents, x: x(number), y, height: tall, room: room(number) }] : []));
  return { placed, bands, height: Math.max(...stacks.flatMap((stack) => stack.map((stop) => stop.y + Math.max(stop.height, (stop.height + words(stack)) / 2)))) };
}
