/// Tasks, groups and operations of the host are called so wherever they are shown.

import type { Group } from '../model/group.ts';
import type { Operation } from '../model/operation.ts';

/// Writes "worker ×100".
export const groupName = ({ name, lanes }: Group): string =>
  `${name || 'without a name'} ×${lanes.length.toLocaleString('en')}`;

/// Writes "fetch /delay/1".
export function operationName({ call, subject }: Pick<Operation, 'call' | 'subject'>): string {
  const name = call.replace(/^weft_/, '');
  return subject === '' ? name : `${name} ${subject}`;
}
