import type { components } from '../../app/api-types';

export type Stays = components['schemas']['StaysOfAppointment'];
export type Stay = components['schemas']['StayOfAppointment'];
export type Milestone = components['schemas']['MilestoneOfAppointment'];

export const STAY_KINDS = ['exchange', 'industry'];
export const STAY_STATES = ['planned', 'confirmed', 'done', 'dropped'];
export const OWNERS = ['appointed', 'supervisor', 'hr'];
