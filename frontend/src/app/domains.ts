import { domain as funding } from '../funding';
import { domain as grants } from '../grants';
import { domain as hiring } from '../hiring';
import { domain as identity } from '../identity';
import { domain as insights } from '../insights';
import { domain as operations } from '../operations';
import { domain as partners } from '../partners';
import type { Domain } from './domain';

// In the order of the menu.
export const domains: Domain[] = [hiring, grants, funding, insights, partners, identity, operations];
