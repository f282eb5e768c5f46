// Signing in happens on the server's own page; here we only ask who somebody is and what they may see.
import type { AuthProvider } from 'react-admin';

import { forgetMe, me, request } from './http';

const signIn = () => `/sign-in?return_to=${encodeURIComponent(window.location.pathname + window.location.hash)}`;

export const authProvider: AuthProvider = {
  async login() {
    window.location.assign(signIn());
  },
  async logout() {
    await me()
      .then(({ csrf }) => fetch('/sign-out', { method: 'POST', headers: { 'X-CSRF-Token': csrf } }))
      .catch(() => undefined);
    forgetMe();
    window.location.assign('/signed-out');
    return false;
  },
  async checkAuth() {
    try {
      await me();
    } catch (error) {
      if ((error as { status?: number }).status === 401) {
        window.location.assign(signIn());
        await new Promise(() => undefined); // the page is leaving
      }
      throw error;
    }
  },
  async checkError() {
    // a 401 is answered where it happens: the dialog that asks to sign in again and then goes on
  },
  async getIdentity() {
    const { account, roles } = await me();
    return { id: account.id, fullName: account.name, roles };
  },
  async getPermissions() {
    const { permissions, scoped } = await me();
    return new Set([...permissions, ...Object.keys(scoped)]);
  },
};

export const changeLanguage = (language: 'nl' | 'en') => request('PATCH', '/me', { body: { language } });
