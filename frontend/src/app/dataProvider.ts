// react-admin's questions in the server's words. Versions travel along, so that a lost update is a question, not a loss.
import type { DataProvider, RaRecord } from 'react-admin';

import { API, currentLanguage, request } from './http';

const PATHS: Record<string, string> = {
  role_grants: 'role-grants',
  identity_providers: 'identity-providers',
  audit_entries: 'audit-entries',
  access_requests: 'access-requests',
  agreement_versions: 'agreement-versions',
  right_kinds: 'right-kinds',
  fund_pools: 'fund-pools',
  funder_pages: 'funder-pages',
  closed_periods: 'closed-periods',
  funder_invoices: 'funder-invoices',
  bank_entries: 'bank-entries',
  bank_imports: 'bank-imports',
  bank_statements: 'bank-statements',
  bank_accounts: 'bank-accounts',
  settlement_rules: 'settlement-rules',
  ledger_accounts: 'ledger/accounts',
  ledger_entries: 'ledger/entries',
  ledger_postings: 'ledger/postings',
  ledger_checks: 'ledger/checks',
  funding_imports: 'funding-imports',
};
export const pathOf = (resource: string) => `/${PATHS[resource] ?? resource.replaceAll('_', '-')}`;
const RESOURCES = Object.fromEntries(Object.entries(PATHS).map(([resource, path]) => [path, resource]));
export const resourceOf = (path: string) => RESOURCES[path] ?? path.replaceAll('-', '_').replaceAll('/', '_');

const COMPUTED = new Set(['id', 'version', 'created_at', 'updated_at', 'created_by', 'moves', 'state', 'reference']);

function query(values: Record<string, unknown>): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '') continue;
    for (const item of Array.isArray(value) ? value : [value]) found.append(name, String(item));
  }
  return found.toString();
}

interface Page {
  data: RaRecord[];
  total: number;
  total_exact: boolean;
  next: string | null;
}

// Only what changed is sent: what two people change apart does not collide more than it must.
function changes(data: RaRecord, previous?: RaRecord): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) {
    if (COMPUTED.has(name)) continue;
    if (!previous || JSON.stringify(value) !== JSON.stringify(previous[name])) found[name] = value;
  }
  return found;
}

export const listQuery = (params: { pagination?: { page: number; perPage: number }; sort?: { field: string; order: string }; filter?: object }) =>
  query({
    page: params.pagination?.page,
    per_page: params.pagination && Math.min(params.pagination.perPage, 200),
    sort: params.sort?.field ? (params.sort.order === 'DESC' ? '-' : '') + params.sort.field : undefined,
    ...params.filter,
  });

export const exportUrl = (resource: string, format: 'csv' | 'xlsx', params: Parameters<typeof listQuery>[0]) =>
  `${API}${pathOf(resource)}/export?${listQuery({ ...params, pagination: undefined })}&format=${format}&words=${currentLanguage()}`;

export const dataProvider = {
  async getList(resource: string, params: Parameters<typeof listQuery>[0]) {
    const { json } = await request<Page>('GET', `${pathOf(resource)}?${listQuery(params)}`);
    return { data: json.data, total: json.total };
  },
  async getOne(resource: string, params: { id: string }) {
    const { json } = await request<RaRecord>('GET', `${pathOf(resource)}/${params.id}`);
    return { data: json };
  },
  async getMany(resource: string, params: { ids: string[] }) {
    const { json } = await request<Page>('GET', `${pathOf(resource)}?${query({ id: params.ids, per_page: 200 })}`);
    return { data: json.data };
  },
  async getManyReference(resource: string, params: { target: string; id: string } & Parameters<typeof listQuery>[0]) {
    const { json } = await request<Page>(
      'GET',
      `${pathOf(resource)}?${listQuery({ ...params, filter: { ...params.filter, [params.target]: params.id } })}`,
    );
    return { data: json.data, total: json.total };
  },
  async create(resource: string, params: { data: object }) {
    const { json } = await request<RaRecord>('POST', pathOf(resource), { body: params.data });
    return { data: json };
  },
  async update(resource: string, params: { id: string; data: RaRecord; previousData?: RaRecord }) {
    const { json } = await request<RaRecord>('PATCH', `${pathOf(resource)}/${params.id}`, {
      body: changes(params.data, params.previousData),
      version: params.previousData?.version ?? params.data.version,
    });
    return { data: json };
  },
  // Nothing is deleted and no state is written in bulk: those are moves, one by one.
  async updateMany() {
    throw new Error('not possible');
  },
  async delete() {
    throw new Error('not possible');
  },
  async deleteMany() {
    throw new Error('not possible');
  },
  // Move a record; the answer is the record as it now stands.
  async move(resource: string, id: string, move: string, version: number, reason?: string) {
    const { json } = await request<RaRecord>('POST', `${pathOf(resource)}/${id}/moves/${move}`, {
      body: { reason: reason || null },
      version,
    });
    return { data: json };
  },
} as unknown as DataProvider & {
  move(resource: string, id: string, move: string, version: number, reason?: string): Promise<{ data: RaRecord }>;
};
