import { mount } from 'svelte';
import Companion from './companion.svelte';
import '../tokens.css';
import '../base.css';
import '../controls.css';

const target = document.getElementById('app');
if (target) mount(Companion, { target });
