import type { Domain } from './domain';

// In the order of the menu.
export const domains: Domain[] = [];
