// The whole schema: every noun is imported for what it adds to the builder.
import { builder } from './builder.ts';
import './types/account.ts';
import './types/action.ts';
import './types/action-mutations.ts';
import './types/api-key.ts';
import './types/carry-over.ts';
import './types/change.ts';
import './types/comment.ts';
import './types/convention.ts';
import './types/deliverable.ts';
import './types/evidence.ts';
import './types/file.ts';
import './types/frozen-text.ts';
import './types/import.ts';
import './types/indicator.ts';
import './types/lifecycle.ts';
import './types/notification.ts';
import './types/obligation.ts';
import './types/occurrence.ts';
import './types/organisation.ts';
import './types/participant.ts';
import './types/person.ts';
import './types/programme.ts';
import './types/session.ts';
import './types/thread.ts';
import './types/viewer.ts';

export const schema = builder.toSchema();
