/** An address in a station file: of the form that is written there, and one that a connection can be opened to. */
import { z } from 'zod';

export const addressForm = (form: RegExp) =>
  z
    .string()
    .regex(form)
    .refine((text) => URL.canParse(text), 'there is no such address; a port is at most 65535');
