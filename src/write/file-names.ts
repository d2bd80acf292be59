import { createHash } from 'node:crypto';

/** Bytes of UTF-8 that a name may have before its suffix and ending: with both it stays far under the usual 255. */
const maximumBytes = 180;

/** Separators, what Windows forbids, and characters that are invisible, that steer the text, or that UTF-8 cannot hold. */
const forbidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}<>:"/\\|?*]/gu;

/** Names of devices, which Windows knows in every folder and with any ending. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=[ .]|$)/i;

/** As much of the text from its start as fits, in whole characters. */
function cut(text: string, bytes: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function safeName(id: string): string {
  const start = id
    .slice(0, maximumBytes + 1)
    .normalize('NFC')
    .replace(forbidden, '_');
  const trimmed = withoutTrailing(cut(start, maximumBytes).trim(), ' .');
  return trimmed.replace(/^\./, '_').replace(reserved, '_$&') || 'document';
}

/** Equal for all names that some file system takes for the same: by case, by form of Unicode. */
function folded(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

function suffixed(name: string, id: string, attempt: number): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([id, attempt]))
    .digest('hex');
  return `${name}~${digest.slice(0, 8)}`;
}

/** Whether `fileNames` may give a document this name, without its ending. */
export function isNameOf(id: string, name: string): boolean {
  const safe = safeName(id);
  return (
    (name === safe && safe === id) || (name.startsWith(`${safe}~`) && /^[0-9a-f]{8}$/.test(name.slice(safe.length + 1)))
  );
}

/**
 * Names of files for ids of documents, in the order of the calls: an id that is a safe name stays as it is; one that had to
 * be changed, or whose name is taken, gets `~` and eight hexadecimal digits of its digest. No name leaves the folder, starts
 * with a full stop or has more than 200 bytes, and no two are the same on any file system.
 */
export function fileNames(ending: string): (id: string) => string {
  const taken = new Set<string>();
  return (id) => {
    const safe = safeName(id);
    let name = safe === id ? safe : suffixed(safe, id, 0);
    for (let attempt = 1; taken.has(folded(name)); attempt += 1) name = suffixed(safe, id, attempt);
    taken.add(folded(name));
    return name + ending;
  };
}
