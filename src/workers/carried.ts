import { DocumentError } from '../errors.ts';
import type { CarriedFailure } from './messages.ts';

export function carried({ code, message, hint, attempts, evidence }: DocumentError): CarriedFailure {
  return { code, message, hint, attempts, evidence };
}

export function uncarried({ code, message, hint, attempts, evidence }: CarriedFailure): DocumentError {
  return new DocumentError(code, message, hint, { attempts, evidence });
}
