// A file on its way, with how far it is: fetch does not tell, XMLHttpRequest does.
import { API, currentLanguage, me, type Problem } from './http';

export type Answer<T> = { done: T } | { refused: Problem } | { unreachable: true };

export async function upload<T>(path: string, file: File, onProgress: (percent: number) => void): Promise<Answer<T>> {
  const { csrf } = await me();
  const form = new FormData();
  form.append('file', file);
  return new Promise((resolve) => {
    const call = new XMLHttpRequest();
    call.open('POST', API + path);
    call.setRequestHeader('Accept', 'application/json');
    call.setRequestHeader('Accept-Language', currentLanguage());
    call.setRequestHeader('X-CSRF-Token', csrf);
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(Math.round((100 * event.loaded) / event.total));
    call.onload = () => {
      try {
        const answer = JSON.parse(call.responseText) as T & Problem;
        resolve(call.status < 300 ? { done: answer } : { refused: answer });
      } catch {
        resolve({ unreachable: true });
      }
    };
    call.onerror = () => resolve({ unreachable: true });
    call.send(form);
  });
}
