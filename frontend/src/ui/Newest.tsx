import { useState } from 'react';
import { Notification, useNotificationContext } from 'react-admin';

// What is said last is said at once: it takes the place of what was said before, and does not wait for it to fade.
export const Newest = () => {
  const last = useNotificationContext().notifications.at(-1);
  const [said, setSaid] = useState({ last, turn: 0 });
  if (last && last !== said.last) setSaid({ last, turn: said.turn + 1 });
  return <Notification key={said.turn} />;
};
