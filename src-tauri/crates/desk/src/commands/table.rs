//! What comes of one line of the table: a variant of the request, one of the reply, an arm of the only `match`, and a line of
//! the page's contract.

macro_rules! commands {
    ($(
        $(#[$said:meta])+
        $name:ident $({ $($(#[$field_is:meta])* $field:ident: $type:ty),+ $(,)? })? -> $reply:ty = $does:path;
    )+) => {
        /// What the window may ask for.
        #[derive(Deserialize, TS)]
        #[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
        #[expect(missing_docs, reason = "the fields are the contract's own words")]
        pub enum Command {
            $($(#[$said])+ $name { $($($(#[$field_is])* $field: $type),+)? }),+
        }

        /// What comes back, under the name of its command.
        #[derive(Clone, Serialize)]
        #[serde(untagged)]
        #[expect(missing_docs, reason = "they are called as the commands are")]
        pub enum Reply {
            $($name($reply)),+
        }

        impl Command {
            fn names(&self) -> Vec<(Access, &Path)> {
                match self {
                    $(Self::$name { $($($field),+)? } => {
                        std::iter::empty::<(Access, &Path)>()$($(.chain($field.names()))+)?.collect()
                    })+
                }
            }

            fn carry_out(self, desk: &mut Desk, at: At) -> Result<Reply, Failure> {
                Ok(match self {
                    $(Self::$name { $($($field),+)? } => {
                        Reply::$name($does(desk, $($($field.into(),)+)? at)?)
                    })+
                })
            }
        }

        impl Reply {
            fn replied(&self) -> &dyn Replied {
                match self {
                    $(Self::$name(it) => it),+
                }
            }
        }

        /// The text of `ui/src/lib/ipc/contract.gen.ts`.
        pub fn typescript() -> String {
            let mut contract = TypeScript::of::<Command>();
            $(contract.reply::<$reply>(stringify!($name));)+
            contract.text()
        }
    };
}

pub(super) use commands;
