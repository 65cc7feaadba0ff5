import { start } from '../lib/start';
import Companion from './companion.svelte';
import '../tokens.css';
import '../base.css';
import '../controls.css';

void start(Companion);
