import { start } from '../lib/start';
import Lock from './lock.svelte';
import '../tokens.css';
import '../base.css';
import '../controls.css';

void start(Lock);
