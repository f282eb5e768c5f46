import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Built into the Python package: the server hands it out, and the wheel carries it.
export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  build: {
    outDir: '../backend/polder/static/admin',
    emptyOutDir: true,
    manifest: true, // scripts/sizes.mjs weighs the pages by it
    assetsInlineLimit: 0, // the content security policy allows no inline fonts or scripts
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
});
